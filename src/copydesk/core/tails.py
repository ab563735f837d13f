"""How a paragraph ends: with a sentence end, or with signs that it was cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import language as lang
from .lazy import lazy
from .source import Span

if TYPE_CHECKING:
    from .document import Document
    from .markdown import Block

Sign = tuple[str, float, dict[str, "str | float"]]


class Tail(NamedTuple):
    """The judgement on one paragraph.

    ``complete``: it ends a sentence, or is of a kind that ends none (a label, a link, a line of names). ``prose``: it
    is one of the paragraphs that show the text's habit. ``hard``: a sign that no following list explains.
    ``span`` covers its last, unfinished sentence, ``text`` is that sentence, ``signs`` why it looks cut.
    ``suspicious_head`` says that it begins in mid-sentence: key, weight, values, and where the first words end.
    """

    complete: bool
    prose: bool
    listed: bool
    hard: bool = False
    span: Span = Span(0, 0)
    text: str = ""
    language: str = ""
    signs: tuple[Sign, ...] = ()
    suspicious_head: tuple[str, float, dict[str, str | float], int] | None = None


_MARKUP = " \t\n*_~\u3000"
_ENDS = frozenset(lang.SENTENCE_ENDS)
_CLOSERS = frozenset(lang.CLOSERS)
_COMMAS = frozenset(lang.COMMAS)
# A sentence end inside a text: a CJK or other full mark, or a Latin one with a space after it.
INNER_END = lazy(r"[。．！？｡؟۔।።៖။][」』）】”\"']*|(?<=[\w)\]'\"”`][\w)\]'\"”`])[.!?][)\"'”»]*(?=\s|\[\^)")
_FULL_END = lazy(r"[。．।۔؟]|\.\s")
_ATTRIBUTION = lazy(r"[—–―‒~〜-]{1,3}[ \t]*\S")
_EMOJI = lazy("[\u2190-\u2bff\u3030\u303d\ufe0f\u200d\U0001f000-\U0001faff]+$")
_KAOMOJI = lazy(
    r"(?:[:;=8xX][-'o^]?[)(DPpO/\\|3]|\^_?\^|[（(](?:笑|泣|汗|爆|苦笑|[^\w（）()]{1,8}|[^\s（）()]{0,3}[_^;´`・ω]"
    r"[^\s（）()]{0,6})[)）]|(?<![A-Za-z])[wｗ]+|笑|泣|汗)$"
)
_OPENERS = "".join(re.escape(c) for c in lang.BRACKETS)
_BRACKET = lazy(f"[{_OPENERS}{''.join(re.escape(c) for c in lang.BRACKETS.values())}]")
_LABEL = lazy(r"^[^\n。！？]{1,40}\\?[:：][ \t]*\S")
_BOLD_LABEL = lazy(r"(\*\*|__)[^*_\n]+(?:[:：]\1|\1[ \t]*\\?[:：])(?!.*[。])(?=[ \t]*\S+[ \t]+\S)")
_IDENTIFIER = lazy(r"(?:\w[./_:#@]\w|[a-z][A-Z])[^\s\u3000-\uffef]*$|\(\)$")
_TITLE = lazy(r"^title[ \t]*[:=][ \t]*(.+)$", re.M)
# A Japanese phrase, and no name: words with a particle between them, or a clause.
_PHRASE = lazy(
    f"[{lang.HAN}{lang.KATAKANA}A-Za-z0-9」』][のがをはにとで、][{lang.HAN}{lang.KATAKANA}A-Za-z0-9「『]|[{lang.HIRAGANA}]、"
)
_POINTING = lazy("[こそあ](?:の|れ|こ|うした|ういう|んな)|私たち|しかし|そして|つまり|もちろん")
_ZH_PHRASE = lazy(f"[{lang.HAN}][的了在是把被对與与和为為，][{lang.HAN}A-Za-z0-9“]")
_BRACKETED = lazy(r"[（(][^（）()]*[)）]$")
_HEADLINE = lazy(r"[？?！!：:」』]")
_KANA_IN = lazy(f"[{lang.HIRAGANA}{lang.KATAKANA}]")
_BYLINE = frozenset(["by", "from", "about", "via", "per", "von", "über", "par", "por", "sobre", "от", "о", "об"])
_STUMP_WEIGHT = 1.94  # the same, and only between two paragraphs of prose
_PHRASE_WEIGHT = 1.95  # counts only where hardly any paragraph of the text ends without a mark
_POLITE = lazy("(?:です|ます|ました|ません|でしょう|ましょう)[ねよか]?[。！？]")
_POLITE_TAIL = lazy(
    "(?:です|ます|でした|ました|ません|ましょう|でしょう|ください|下さい|せんか|です[ねよか]|ます[ねよか])$"
)
_CJK_SIGN = lazy(f"[「『（、。{lang.HIRAGANA}{lang.KATAKANA}{lang.HAN}]")
_DOTS = lazy(r"(?:\.{3,}|…+|‥+|・・+|。。+)")
_HEAD = lazy(r"[*_~\"'“”‘’ \t\u3000]*")


def judge_tail(document: Document, block: Block) -> Tail:
    """Judge a paragraph. Most end with a sentence end and begin like a sentence, and are done in two look-ups."""
    text = document.text
    end = block.end
    while end > block.start and text[end - 1] in _MARKUP:
        end -= 1
    listed = "I" in block.path
    head = _suspicious_head(document, block)
    if end == block.start:
        return Tail(True, False, listed, suspicious_head=head)
    last = text[end - 1]
    if last in _ENDS:
        return Tail(True, True, listed, suspicious_head=head)
    taken, end = _strip_trailers(document, block, end)
    if end <= block.start:
        return Tail(True, False, listed, suspicious_head=head)
    return _judge(document, block, end, listed, taken)._replace(suspicious_head=head)


def _strip_trailers(document: Document, block: Block, end: int) -> tuple[str, int]:
    """Where the words of a block end, without trailing notes, images, tags, link targets, emoji and markup.

    The first result names the last thing that was taken off: ``link``, ``code``, ``image``, ``emoji`` or nothing.
    """
    text, taken = document.text, ""
    inlines = [i for i in document.inlines_in(block) if i.end > end - 400]
    moved = True
    while moved and end > block.start:
        moved = False
        while end > block.start and text[end - 1] in _MARKUP:
            end, moved = end - 1, True
        for inline in reversed(inlines):
            if inline.end != end:
                continue
            if inline.kind in ("link", "autolink", "code"):
                taken = taken or inline.kind
                if inline.kind == "link" and inline.inner_end < end:
                    end, moved = inline.inner_end, True
            elif inline.kind == "image":
                taken, end, moved = "image", inline.start, True
            else:
                end, moved = inline.start, True
            break
        if (
            end > block.start
            and ord(text[end - 1]) > 0x2000
            and (emoji := _EMOJI.search(text, max(block.start, end - 20), end))
        ):
            taken, end, moved = "emoji", emoji.start(), True
    return taken, end


def _judge(document: Document, block: Block, end: int, listed: bool, taken: str) -> Tail:
    """Judge a paragraph whose last word is no sentence end."""
    text = document.text
    whole = text[block.start : end]
    last = text[end - 1]
    closers = end
    while closers > block.start and text[closers - 1] in _CLOSERS:
        closers -= 1
    if last in _ENDS or (block.start < closers < end and text[closers - 1] in _ENDS):
        return Tail(True, True, listed)
    done = Tail(True, False, listed)
    spoken = _spoken_language(document, text[max(block.start, end - 120) : end])
    unspaced = spoken in lang.UNSPACED
    inner = bool(INNER_END.search(whole))
    size = _size(whole, spoken)
    prose = inner or size >= 40
    if last in lang.INTRODUCERS and not taken:
        return _introduction(document, block, end, listed, last)
    if taken in ("emoji", "image") or last in lang.INTRODUCERS or last in "-=" or spoken in lang.UNMARKED:
        return done
    if _is_label(document, block, whole, inner):
        return done
    signs: list[Sign] = []
    opens = block.start == document.blocks[0].start and size <= 24
    if last in _COMMAS and (inner or (unspaced and not opens) or size > 12 + 12 * unspaced):  # shorter: a salutation
        signs.append(("comma", 3.0 if unspaced or prose or size >= 28 else 1.5, {"mark": last}))
    elif closers == end and taken != "code" and (word := _hanging_word(text, block.start, end, spoken)):
        firm = (
            prose
            or ((unspaced or spoken == "ko") and (size >= 12 or word in "をがは"))
            or (word == whole and len(word) > 2)
        )
        firm = firm and (unspaced or not ("Q" in block.path or (listed and spoken in lang.CASED)))
        signs.append(("hanging", 2.5 if firm else 1.0, {"word": word}))
    opener = _open_bracket(text[block.start : block.end])
    if opener:
        firm = unspaced or (prose and not listed)
        signs.append(("open-bracket", 2.5 if firm else 1.0, {"bracket": opener}))
    if not opener and not (signs and signs[0][0] == "comma"):
        weight = _bare_weight(document, block, whole, end, closers, taken, spoken, prose)
        if (listed and not inner) or ("Q" in block.path and not unspaced):
            weight = min(weight, 0.5)
        elif listed and not unspaced:  # items of two sentences often go without the last full stop
            weight = min(weight, 1.2)
        if weight:
            finished = lang.FINISHED_TAIL.of(spoken)
            done_verb = finished and finished.search(text, max(block.start, end - 12), end)
            if done_verb and not _polite_cut(whole, spoken):
                signs.append(("no-mark", weight if inner else weight * 0.4, {}))
            else:
                key = {_PHRASE_WEIGHT: "phrase", _STUMP_WEIGHT: "stump"}.get(weight, "no-end")
                signs.append((key, weight, {}))
    if not signs:
        return Tail(closers < end, prose and closers == end, listed)
    if whole.count("**") % 2:
        signs.append(("open-bold", 0.5, {}))
    start, sentence = _last_sentence(whole, block.start)
    return Tail(False, prose, listed, bool(opener), Span(max(start, end - 60), end), sentence, spoken, tuple(signs))


def _introduction(document: Document, block: Block, end: int, listed: bool, mark: str) -> Tail:
    """A paragraph that ends with a colon is whole when something follows, and cut when nothing does."""
    if listed or block.end - block.start < 20 or document.text[block.end :].strip():
        return Tail(True, False, listed)
    start, sentence = _last_sentence(document.text[block.start : end], block.start)
    sign: Sign = ("introduces", 2.0, {"mark": mark})
    return Tail(False, False, listed, True, Span(max(start, end - 60), end), sentence, "", (sign,))


def _hanging_word(text: str, start: int, end: int, spoken: str) -> str:
    """The word that cannot end a sentence and ends this one, or nothing."""
    hanging = lang.HANGING_TAIL.of(spoken)
    match = hanging.search(text, max(start, end - 24), end) if hanging else None
    return match["word"] if match else ""


def _bare_weight(
    document: Document, block: Block, whole: str, end: int, closers: int, taken: str, spoken: str, prose: bool
) -> float:
    """What it weighs that a paragraph ends in a plain word: much for prose, little for a line that may be a label."""
    if closers < end:
        if not prose or _whole_quote(whole) or _KAOMOJI.search(whole):
            return 0.0
        finished = lang.FINISHED_TAIL.of(spoken)
        head = _BRACKETED.sub("", whole)
        linked = any(i.kind == "link" and closers <= i.end <= end for i in document.inlines_in(block))
        if (
            linked or whole[-1] in "」』" or (finished and finished.search(head))
        ):  # speech; an aside after a whole sentence
            return 1.0
        return 1.5 if spoken in lang.CASED else _PHRASE_WEIGHT
    if taken in ("link", "code", "autolink") or _IDENTIFIER.search(whole):
        return 1.0 if prose else 0.0
    if whole[:2] in ("**", "__") and len(whole) < 80 and not _FULL_END.search(whole):  # a bold line that nobody closed
        return 0.75
    if prose:
        return 2.0
    if spoken == "ja" and (_PHRASE.search(whole) or _POINTING.match(whole)):
        final = not document.text[block.end :].strip()
        if final or "、" in whole or _POINTING.match(whole):
            return 2.0
        return _PHRASE_WEIGHT if len(whole) >= 10 else _STUMP_WEIGHT
    if _reads_on(whole, spoken):
        return _PHRASE_WEIGHT
    return _STUMP_WEIGHT if _stump(whole, spoken) else 0.75


def _stump(whole: str, spoken: str) -> bool:
    """Whether a line of a word or two may be all that is left of a sentence: no name, no title, no number."""
    if "\n" in whole or not whole[-1].isalpha() or not whole[0].isalpha():
        return False
    words = whole.split()
    if spoken in lang.CASED:
        if len(words) < 2 or not words[0][0].isupper():
            return False
        leads = lang.DETERMINERS.of(spoken)
        return words[-1][0].islower() or bool(leads and leads.match(words[0]))
    return len(whole) >= (4 if spoken in lang.UNSPACED else 3)


def _reads_on(whole: str, spoken: str) -> bool:
    """Whether a short line reads like the beginning of a sentence, and not like a label, a name or a title."""
    if "\n" in whole or whole[-1].isdigit():
        return False
    if spoken in ("ja", "zh"):
        return len(whole) >= 8 and bool((_PHRASE if spoken == "ja" else _ZH_PHRASE).search(whole))
    words = whole.split()
    if spoken == "ko":
        return len(words) >= 3
    if spoken not in lang.CASED or len(words) < 2 or not words[0][:1].isupper():
        return False
    function_words = lang.HANGING_TAIL.of(spoken)
    leads = bool(function_words and function_words.search(words[0])) and words[0].lower() not in _BYLINE
    if len(words) < 4 and not leads:
        return False
    later = [word for word in words[1:] if word[:1].isalpha()]
    return sum(word[0].islower() for word in later) >= (0.4 if spoken == "de" else 0.6) * max(1, len(later))


def _polite_cut(whole: str, spoken: str) -> bool:
    """Whether a plain verb form ends a polite Japanese text, as only the middle of a sentence does there."""
    return spoken == "ja" and bool(_POLITE.search(whole)) and not _POLITE_TAIL.search(whole)


def _title(document: Document) -> str:
    """The title that the front matter gives, without parsing all of it."""
    fence = document.fence
    found = _TITLE.search(document.text, fence.start, fence.end) if fence else None
    return found[1].strip(" \t\"'") if found else ""


def _spoken_language(document: Document, tail: str) -> str:
    """The language of a paragraph, from its last words; the text's own for scripts that several languages share."""
    main = document.language
    if main == "ja" and _KANA_IN.search(tail):
        return main
    found = "en" if tail.isascii() else lang.detect(tail)
    if found == "zh" and main in ("ja", "zh"):
        return main
    if found not in lang.CASED or found == "ru":
        return found
    if main in lang.UNSPACED and not tail.isascii() and _CJK_SIGN.search(tail):
        return main
    return main if main in lang.CASED and main != "ru" else "en"


def _size(text: str, spoken: str) -> int:
    """Characters in an unspaced script; elsewhere four for each word, so that 40 is about a long clause in both."""
    return len(text) if spoken in lang.UNSPACED else (6 if spoken == "ko" else 4) * (text.count(" ") + 1)


def _is_label(document: Document, block: Block, whole: str, inner: bool) -> bool:
    """Whether a paragraph is of a kind that ends no sentence: a bold line, a label, a byline, an address, verse."""
    text = document.text
    raw = text[block.start : block.end]
    if "\n" not in whole and len(whole) < 160:  # the title, told again above the text
        title = document.once(_title)
        if len(title) > 8 and whole[:60] in title:
            return True
        opening = block.start == document.blocks[0].start and not _FULL_END.search(whole)
        if opening and (not title or whole[:2] == title[:2] or _HEADLINE.search(whole)):
            return True
    if "I" in block.path and len(whole) < 160 and _BOLD_LABEL.match(raw):
        return True
    if not inner:
        if raw[:2] in ("**", "__") and raw.rstrip()[-2:] == raw[:2] and raw.count(raw[:2]) == 2:
            return True
        if raw[:1] in "*_" and raw.rstrip()[-1:] == raw[0] and raw[:2] not in ("**", "__"):
            return True
        if _LABEL.match(whole) and len(whole) < 80 and not _open_bracket(whole):
            return True
        if _ATTRIBUTION.match(whole):
            return True
        first = document.inlines_in(block)[:1]
        if first and first[0].start == block.start and first[0].kind in ("link", "image", "code", "autolink", "html"):
            inlines = document.inlines_in(block)
            hidden = sum(i.end - i.inner_end for i in inlines if i.kind in ("link", "image"))
            covered = sum(i.end - i.start for i in inlines) - hidden
            if covered >= 0.6 * (block.end - block.start - hidden):
                return True
    lines = whole.split("\n")
    if len(lines) >= 3:  # verse, an address, a list of names: most lines stand for themselves
        ended = sum(line.rstrip(" \t\\*_」』）)")[-1:] in lang.SENTENCE_ENDS + lang.COMMAS for line in lines)
        short = sum(len(line) <= 40 for line in lines)
        broken = sum(line.endswith(("  ", "\\", "<br>", "<br/>", "<br />")) for line in raw.split("\n"))
        if broken >= len(lines) - 1 or (short == len(lines) and ended == 0 and not inner):
            return True
    return False


def _last_sentence(whole: str, start: int) -> tuple[int, str]:
    """Where the last sentence of a paragraph begins, and its text."""
    at = 0
    for match in INNER_END.finditer(whole):
        if match.end() < len(whole):
            at = match.end()
    rest = whole[at:]
    lead = len(rest) - len(rest.lstrip())
    return start + at + lead, rest[lead:]


def _open_bracket(whole: str) -> str:
    """The last bracket or CJK quotation mark that is opened and not closed, or nothing."""
    stack: list[str] = []
    for match in _BRACKET.finditer(whole[-2000:]):
        mark = match[0]
        if mark in lang.BRACKETS and not (mark == "“" and stack and stack[-1] == "„"):
            stack.append(mark)
        elif stack and lang.BRACKETS.get(stack[-1]) == mark:
            stack.pop()
    return stack[-1] if stack else ""


def _whole_quote(whole: str) -> bool:
    """Whether a paragraph is one bracketed or quoted utterance."""
    text = whole.strip(" \t\n*_~")
    return bool(text) and (lang.BRACKETS.get(text[0]) == text[-1] or text[0] == text[-1] in "\"'")


def _suspicious_head(document: Document, block: Block) -> tuple[str, float, dict[str, str | float], int] | None:
    """What shows that a paragraph begins in mid-sentence, whatever stands before it."""
    text = document.text
    at = _HEAD.match(text, block.start, block.end).end()  # type: ignore[union-attr]
    if at >= block.end:
        return None
    first = text[at]
    end = min(block.end, at + 12)
    newline = text.find("\n", at, end)
    end = newline if newline > 0 else end
    if first in "、。，．」』）】〉》〕］！？؟،" and not text.startswith(("。。", "！！", "？？"), at):
        return ("starts-mark", 2.5, {"mark": first}, end)
    if first in ".…‥" and (dots := _DOTS.match(text, at, block.end)):
        return ("starts-dots", 2.0, {"mark": dots[0][:3]}, end)
    if first < "\u3000":
        return None
    spoken = (
        "ja" if first <= "\u30ff" or document.language == "ja" else "ko" if first >= "\uac00" else document.language
    )
    orphan = lang.ORPHAN_HEAD.of(spoken)
    if orphan and (match := orphan.match(text, at, block.end)) and at == block.start:
        return ("starts-inside", 2.5, {"word": match[0].strip()}, max(end, min(match.end(), block.end)))
    return None
