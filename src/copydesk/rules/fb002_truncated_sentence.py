"""FB002 and FB003: sentences cut at the end of a paragraph, and paragraphs that begin in mid-sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from copydesk.core.boundaries import Seam, find_seams
from copydesk.core.document import Document
from copydesk.core.model import Finding, Phrase, Related
from copydesk.core.rule import FileRule, Wording

_EVIDENCE: dict[str, Wording] = {
    "no-end": {"en": "no sentence end", "ja": "文末の句点がない"},
    "no-mark": {"en": "the last sentence has no mark", "ja": "最後の文に句点がない"},
    "comma": {"en": "it ends with {mark}", "ja": "「{mark}」で終わっている"},
    "hanging": {"en": "“{word}” cannot end a sentence", "ja": "「{word}」では文が終わらない"},
    "open-bracket": {"en": "{bracket} is never closed", "ja": "「{bracket}」が閉じていない"},
    "introduces": {"en": "{mark} introduces something that does not follow", "ja": "「{mark}」の後に続くものがない"},
    "open-fence": {"en": "the code fence {mark} is never closed", "ja": "コードブロック {mark} が閉じていない"},
    "open-comment": {"en": "the comment is never closed", "ja": "コメントが閉じていない"},
    "open-bold": {"en": "** is never closed", "ja": "** が閉じていない"},
    "restart": {
        "en": "the next paragraph begins the same sentence again",
        "ja": "次の段落が同じ文を初めから書き直している",
    },
    "repeats": {"en": "the next paragraph repeats “{words}”", "ja": "次の段落が「{words}」を繰り返している"},
    "goes-on-dots": {"en": "the next paragraph begins with an ellipsis", "ja": "次の段落が省略記号で始まる"},
    "goes-on-mark": {"en": "the next paragraph begins with {mark}", "ja": "次の段落が「{mark}」で始まる"},
    "goes-on-word": {"en": "the next paragraph goes on with “{word}”", "ja": "次の段落が「{word}」と続く"},
    "goes-on-lower": {"en": "the next paragraph goes on with “{word}”", "ja": "次の段落が小文字の「{word}」で続く"},
}


@dataclass(frozen=True)
class SeamOptions:
    """How much evidence a finding takes."""

    evidence: float = field(
        default=1.9,
        metadata={"help": "weight of the signs that a finding takes; more is stricter", "min": 1},
    )


class TruncatedSentence(FileRule):
    """A paragraph stops in mid-sentence.

    Texts that are written in pieces are cut where a piece ends: at a length limit, in the middle of a sentence or of a
    word. A reader stumbles; a search engine quotes the stump.
    """

    code = "FB002"
    name = "truncated-sentence"
    Options = SeamOptions
    messages: ClassVar = {
        **_EVIDENCE,
        "end": {
            "en": "the text breaks off after “…{tail}”: {evidence}; finish the sentence or delete it",
            "ja": "本文が「…{tail}」で途切れています（{evidence}）。文を補うか削除してください",
        },
        "join": {
            "en": "the sentence is cut after “…{tail}” and goes on in line {line}: {evidence}; join the two",
            "ja": "文が「…{tail}」で切れ、{line} 行目に続いています（{evidence}）。つなげてください",
        },
        "overlap": {
            "en": "the sentence is cut after “…{tail}” and told again in line {line}: {evidence}; keep one of the two",
            "ja": "文が「…{tail}」で切れ、{line} 行目で言い直されています（{evidence}）。一方だけを残してください",
        },
        "gap": {
            "en": "the sentence is cut after “…{tail}”, and what follows does not continue it: {evidence}; "
            "finish the sentence or delete it",
            "ja": "文が「…{tail}」で切れ、続きがありません（{evidence}）。文を補うか削除してください",
        },
        "continues": {"en": "the text goes on here", "ja": "ここに続いています"},
        "again": {"en": "told again here", "ja": "ここで言い直されています"},
        "after": {"en": "what follows the cut", "ja": "切れた直後の段落"},
    }

    def check(self, document: Document, options: SeamOptions) -> Iterable[Finding]:
        """Every cut whose signs weigh enough."""
        for seam in document.once(find_seams):
            if seam.kind == "cut" and seam.weight >= options.evidence:
                yield self._finding(document, seam)

    def _finding(self, document: Document, seam: Seam) -> Finding:
        tail = document.text[seam.where.start : seam.where.end].replace("\n", " ")[-20:]
        related: tuple[Related, ...] = ()
        values: dict[str, str | int | tuple[Phrase | str, ...]] = {
            "tail": tail,
            "evidence": tuple(Phrase(key, dict(v)) for key, v in seam.evidence),
        }
        if seam.next:
            values["line"] = str(document.source.line_of(seam.next.start))
            key = {"join": "continues", "overlap": "again"}.get(seam.relation, "after")
            related = (Related(seam.next, key),)
        return Finding(self.code, seam.relation, seam.where, dict(values), related)


class OrphanContinuation(FileRule):
    """A paragraph begins in mid-sentence, and nothing marks the place before it.

    The other half of a cut: the beginning of the sentence was lost, or stands somewhere else.
    """

    code = "FB003"
    name = "orphan-continuation"
    Options = SeamOptions
    messages: ClassVar = {
        "starts-mark": {
            "en": "the paragraph begins with {mark}: the beginning of its sentence is missing; restore or delete it",
            "ja": "段落が「{mark}」で始まっています。文の前半が失われています。補うか削除してください",
        },
        "starts-dots": {
            "en": "the paragraph begins with {mark}: the beginning of its sentence is missing; restore it or "
            "drop the {mark}",
            "ja": "段落が「{mark}」で始まっています。文の前半が失われています。補うか「{mark}」を除いてください",
        },
        "starts-inside": {
            "en": "the paragraph begins in mid-sentence with “{word}”; restore the beginning of the sentence or "
            "delete it",
            "ja": "段落が文の途中の「{word}」から始まっています。文の前半を補うか削除してください",
        },
    }

    def check(self, document: Document, options: SeamOptions) -> Iterable[Finding]:
        """Every head without its sentence."""
        for seam in document.once(find_seams):
            if seam.kind == "orphan" and seam.weight >= options.evidence:
                key, values = seam.evidence[0]
                yield Finding(self.code, key, seam.where, dict(values))
