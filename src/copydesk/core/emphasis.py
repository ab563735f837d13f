"""What goes wrong with bold: what the author meant, held against what the site's renderer makes of it.

Two readings of one text are compared. The renderer's comes from the pairing rule of its dialect. The author's is the
cheapest way to pair neighbouring markers, where a pair that holds a full stop, half a bracket or a space at its edge
costs more than one that does not. A pair that only the author sees is BM002 (BM003 when spaces are to blame); a
marker that even the author's reading leaves alone is BM001. Nothing is said of a text without a literal marker.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from . import emphasis_delimiters as delimiters
from . import emphasis_kramdown as kramdown
from .emphasis_intent import Marker, has_notes, is_innocent, is_mask, joined, markers, pairing
from .emphasis_text import Scope, scopes
from .model import Edit
from .source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .document import Document

_cmark_gfm = partial(delimiters.flanks, kind=delimiters.kind_before_0_31)

RESOLVERS: dict[str, Callable[[str], delimiters.Resolution]] = {
    "commonmark": delimiters.resolve,
    "mdx": delimiters.resolve,
    "goldmark": delimiters.resolve,
    "goldmark-cjk": delimiters.resolve,
    "gfm": partial(delimiters.resolve, flanking=_cmark_gfm),
    "cjk-friendly": partial(delimiters.resolve, flanking=delimiters.flanks_cjk_friendly),
    "python-markdown": partial(delimiters.resolve, flanking=delimiters.flanks_python_markdown, strict=False),
    "kramdown": kramdown.resolve,
}


class Trouble(NamedTuple):
    """Something wrong with bold in one place; offsets are code points of the source text.

    kind: ``lone`` (``side`` is ``opening`` or ``closing``), ``pair``, ``spaced`` or ``empty``.
    reason: why the pair is not rendered: ``before`` or ``after`` (two characters, ``inner`` and ``outer``, meet at its
    opening or closing marker), ``both``, ``word`` (``__`` inside a word), ``touching`` or ``tangled``.
    edits: what makes it right, verified by rendering; empty when nothing simple does.
    partner: of a lone marker, the other half in the next or the last paragraph.
    """

    kind: str
    where: Span
    mark: str
    side: str = ""
    reason: str = ""
    around: tuple[str, str, str, str] = (
        "",
        "",
        "",
        "",
    )  # outer and inner at the opening, inner and outer at the closing
    edits: tuple[Edit, ...] = ()
    partner: Span | None = None
    place: int = -1  # of a lone marker: where the partner probably belongs
    instead: Span | None = None  # of a pair: what the renderer makes bold after it


def troubles(document: Document) -> tuple[Trouble, ...]:
    """All that is wrong with bold in ``document``, in the order of the text."""
    resolve = RESOLVERS.get(document.context.dialect, delimiters.resolve)
    space = "\\ " if document.context.dialect == "goldmark-cjk" else " "
    found: list[tuple[Scope, Trouble]] = []
    for scope in scopes(document):
        resolution = resolve(scope.shadow)
        if _shows_markers(resolution):
            found += ((scope, t) for t in _Judge(scope.shadow, resolution, resolve, space).judge())
    return tuple(_placed(document, found))


class _Judge:
    """One scope under judgement. Offsets are those of its shadow."""

    def __init__(
        self,
        text: str,
        resolution: delimiters.Resolution,
        resolve: Callable[[str], delimiters.Resolution],
        space: str,
    ) -> None:
        self.text, self.resolution, self.resolve, self.space = text, resolution, resolve, space
        self.bold = {p.opener: p.closer for p in resolution.pairs if p.size == 2}
        self.literal = {
            at for start, end in resolution.literal if end - start > 1 for at in range(start, min(end - 1, start + 4))
        }

    def judge(self) -> list[Trouble]:
        """The troubles of this scope."""
        out: list[Trouble] = []
        pairs: list[tuple[Marker, Marker]] = []
        alone: list[Marker] = []
        for mark in "*_":
            if mark * 2 not in self.text:
                continue
            found = markers(self.text, mark, self.literal)
            of_mark, lone = pairing(self.text, found, self.bold)
            pairs += of_mark
            notes = bool(lone) and has_notes(self.text)
            only = len(found) == 1
            alone += (m for m in lone if m.start not in self.literal or not is_innocent(self.text, m, only, notes))
        guilty: list[tuple[Marker, Marker]] = []
        for opener, closer in pairs:
            if joined(self.bold, opener, closer):
                continue
            if not self.text[opener.end : closer.start].strip():
                where = Span(opener.start, closer.end)
                if not self.literal.isdisjoint(range(*where)) and not (opener.split and is_mask(self.text, *where)):
                    out.append(Trouble("empty", where, opener.text(self.text), edits=(Edit(where, ""),)))
            elif trouble := self._pair(opener, closer):
                out.append(trouble)
                guilty.append((opener, closer))
        if guilty:
            out = self._checked(out, pairs, bool(alone))
        out += (self._lone(m, len(alone) == 1 and not guilty) for m in alone if m.start in self.literal or not guilty)
        if not out:
            shown = [m for opener, closer in pairs for m in (opener, closer) if m.start in self.literal]
            out += (self._lone(m, False) for m in shown)
        return sorted(out, key=lambda t: t.where)

    def _lone(self, marker: Marker, certain: bool) -> Trouble:
        """A marker without a partner. When it is the only trouble, a partner is put where it probably belongs."""
        text, place, side = self.text, marker.partner_place(self.text), marker.side(self.text)
        mark = marker.text(text)
        edits: tuple[Edit, ...] = ()
        if certain:
            resolution = self.resolve(_edited(text, [(place, place, mark)]))
            pair = (marker.end - 2, place) if side == "opening" else (place + len(mark) - 2, marker.start + len(mark))
            if any(p == (*pair, 2) for p in resolution.pairs) and not _shows_markers(resolution):
                edits = (Edit(Span(place, place), mark),)
        return Trouble("lone", Span(marker.start, marker.end), mark, side, edits=edits, place=place)

    def _pair(self, opener: Marker, closer: Marker) -> Trouble | None:
        """Why the renderer does not make these two bold, or ``None`` when it would but for another marker's fault."""
        text = self.text
        lo, hi = max(opener.before, opener.start - 2), min(closer.after, closer.end + 2)
        excerpt = text[lo:hi]
        reason, edits = "touching", []
        rendered = {p.opener + lo: p.closer + lo for p in self.resolve(excerpt).pairs if p.size == 2}
        if joined(rendered, opener, closer):
            if not closer.split:
                return None
            edits = [(closer.end - lo, closer.end - lo, self.space)]
        else:
            reason = "tangled"
            for name, candidate in self._candidates(excerpt, opener.start - lo, closer.end - lo, opener, closer):
                if self._shows(excerpt, candidate):
                    reason, edits = name, candidate
                    break
        inside = text[opener.end : closer.start].strip()
        around = text[opener.start - 1 : opener.start], inside[:1], inside[-1:], text[closer.end : closer.end + 1]
        placed = tuple(Edit(Span(a + lo, b + lo), new) for a, b, new in edits)
        kind = "spaced" if reason == "spaced" else "pair"
        instead = next(((at + 2, self.bold[at]) for at in range(closer.start, closer.end) if at in self.bold), None)
        where = Span(opener.start, closer.end)
        return Trouble(
            kind, where, opener.text(text), "", reason, around, placed,
            instead=Span(*instead) if instead else None,
        )  # fmt: skip

    def _candidates(
        self, excerpt: str, first: int, last: int, opener: Marker, closer: Marker
    ) -> Iterable[tuple[str, list[tuple[int, int, str]]]]:
        """Changes that may make the pair render, the smallest first: ``(reason, edits)``."""
        size, end_size = opener.end - opener.start, closer.end - closer.start
        head, tail = first + size, last - end_size
        inside = excerpt[head:tail]
        trims = []
        if inside[:1].isspace():
            trims.append((head, head + len(inside) - len(inside.lstrip()), ""))
        if inside[-1:].isspace():
            trims.append((head + len(inside.rstrip()), tail, ""))
        before, after = (first, first, self.space), (last, last, self.space)
        sides = [("", []), ("before", [before]), ("after", [after]), ("both", [before, after])]
        if closer.split:
            sides = [("touching", [after]), ("before", [before, after])]
        if trims:
            yield "spaced", trims
        stars = [(first, head, "*" * size), (tail, last, "*" * end_size)]
        for swap in [stars, []] if excerpt[first] == "_" else [[]]:
            for reason, spaces in sides:
                if edits := sorted([*swap, *trims, *spaces], key=lambda e: e[:2]):
                    yield "spaced" if trims else "word" if swap else reason, edits

    def _shows(self, excerpt: str, edits: list[tuple[int, int, str]]) -> bool:
        """Whether the edited excerpt is one bold stretch without a literal marker."""
        resolution = self.resolve(_edited(excerpt, edits))
        return any(p.size == 2 for p in resolution.pairs) and not _shows_markers(resolution)

    def _checked(self, found: list[Trouble], pairs: list[tuple[Marker, Marker]], alone: bool) -> list[Trouble]:
        """``found``, with its edits only if all of them together make every pair bold and leave no literal marker.

        Beside a marker that stands alone nothing is certain, so nothing is repaired.
        """
        if not alone:
            for wide in (False, True):
                tried = [self._widened(t) for t in found] if wide else found
                edits = sorted((e.span.start, e.span.end, e.text) for t in tried for e in t.edits)
                resolution = self.resolve(_edited(self.text, edits))
                bold = sum(p.size == 2 for p in resolution.pairs)
                wanted = sum(bool(self.text[o.end : c.start].strip()) for o, c in pairs)
                if bold >= wanted and not _shows_markers(resolution):
                    return tried
        return [t._replace(edits=()) if t.kind in ("pair", "spaced") else t for t in found]

    def _widened(self, trouble: Trouble) -> Trouble:
        """The same with a space on both sides, where there is none."""
        if trouble.kind == "empty":
            return trouble
        start, end = trouble.where
        edits = list(trouble.edits)
        for at, beside in ((start, self.text[max(0, start - 1) : start]), (end, self.text[end : end + 1])):
            space = Edit(Span(at, at), self.space)
            if beside.strip() and space not in edits:
                edits.append(space)
        return trouble._replace(edits=tuple(sorted(edits, key=lambda e: e.span)))


def _shows_markers(resolution: delimiters.Resolution) -> bool:
    return any(end - start > 1 for start, end in resolution.literal)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    out: list[str] = []
    done = 0
    for start, end, new in edits:
        out += text[done:start], new
        done = end
    return "".join(out) + text[done:]


def _placed(document: Document, found: list[tuple[Scope, Trouble]]) -> Iterable[Trouble]:
    """The troubles in offsets of the source text; a lone opener and a lone closer of two neighbouring blocks meet."""
    text = document.text
    last: Trouble | None = None
    out: list[Trouble] = []
    for scope, trouble in found:
        at = scope.start
        moved = trouble._replace(
            where=Span(trouble.where.start + at, trouble.where.end + at),
            edits=tuple(Edit(Span(e.span.start + at, e.span.end + at), e.text) for e in trouble.edits),
            place=trouble.place + at if trouble.place >= 0 else -1,
            instead=trouble.instead and Span(trouble.instead.start + at, trouble.instead.end + at),
        )
        if moved.kind == "lone" and last and last.kind == "lone":
            between = text[last.where.end : moved.where.start]
            if last.side == "opening" and moved.side == "closing" and between.count("\n\n") == 1:
                out[-1] = last._replace(partner=moved.where)
                moved = moved._replace(partner=last.where)
        out.append(moved)
        last = moved
    return out
