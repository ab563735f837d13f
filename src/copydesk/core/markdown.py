"""Markdown to blocks and inlines with exact spans. The only module that knows the Markdown parser.

The parser reports UTF-8 byte offsets. It is given a shadow of the text in which every non-ASCII code point is one
``%``, so that its offsets are code points, and parsing costs one byte a character whatever the script. ``%`` means
nothing to Markdown's block structure, code spans, links and HTML; only emphasis would see a difference, and
emphasis is judged elsewhere, by the rules of the site's own renderer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .templates import find_regions, mask

if TYPE_CHECKING:
    from .templates import Region

# pulldown-cmark's option bits for tables, footnotes, strikethrough and task lists: named here so that the enum module,
# which the parser's own Options class needs, is not imported for four constants.
_OPTIONS = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4


class Block(NamedTuple):
    """A leaf block. Offsets are code points of the source text; surrounding white space is not part of the span.

    kind: ``paragraph`` (a list item's text is one too), ``heading``, ``code``, ``html``, ``cell``, ``rule``,
    ``template`` (lines that belong to a template language), ``comment`` (an HTML or template comment), ``math``.
    path: the containers from the outside in, a letter each: ``Q`` quote, ``I`` list item, ``F`` footnote
    definition, ``T`` table (``TH`` in its head).
    info: a heading's level as a digit; the info string of fenced code, ``None`` for indented code.
    """

    kind: str
    start: int
    end: int
    path: str
    info: str | None = None


class Inline(NamedTuple):
    """Something inside a block that is no plain text, with the span of what is shown of it.

    kind: ``code``, ``html``, ``comment``, ``link``, ``image``, ``autolink``, ``footnote``, ``math``, ``expression``,
    ``tag``. ``inner_start`` and ``inner_end`` enclose the text of a link, an image or a code element.
    """

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int


class Structure(NamedTuple):
    """What one parse of a text gives: leaf blocks and inlines, each in the order of their start."""

    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...]
    regions: tuple[Region, ...]


_LEAVES = {"Heading": "heading", "CodeBlock": "code", "HtmlBlock": "html", "TableCell": "cell"}
_CONTAINERS = {"BlockQuote": "Q", "Item": "I", "FootnoteDefinition": "F", "Table": "T", "TableHead": "H"}
_CODE_TAG = re.compile(r"<(?P<end>/?)(?P<name>code|pre|kbd|samp|tt|var|script|style|svg|math)\b", re.I)
_REGION_BLOCK = {"comment": "comment", "math": "math"}


def parse(text: str, start: int = 0, *, mdx: bool = False) -> Structure:
    """Parse ``text`` from code point ``start`` (where its front matter ends). Never fails: any text is Markdown."""
    import pyromark  # here, so that a call that parses nothing does not pay for it

    regions = find_regions(text, start, mdx)
    shadow = (mask(text, regions) if regions else text).encode("ascii", "replace").decode("ascii").replace("?", "%")
    if "<?" in text:  # the one construct of Markdown's structure that needs a real question mark
        shadow = _keep_instructions(text, shadow)
    if start:
        shadow = "\n" * start + shadow[start:]
    blocks, inlines = _walk(pyromark.events_with_range(shadow, options=_OPTIONS), shadow)  # type: ignore[arg-type]
    if inlines:
        inlines = _with_code_elements(text, inlines)
    if regions:
        blocks = _with_regions(text, blocks, regions)
        inlines += [Inline(r.kind, r.start, r.end, r.end, r.end) for r in regions if not r.block]
        inlines.sort()
        inlines.sort(key=lambda i: i.start)
    return Structure(tuple(blocks), tuple(inlines), tuple(regions))


def _walk(events, shadow: str) -> tuple[list[Block], list[Inline]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """One pass over the parser's events, which are ``(name | {name: value}, {"start", "end"})``."""
    blocks: list[Block] = []
    inlines: list[Inline] = []
    path = ""
    leaf: tuple[str, str | None] | None = None
    leaf_start = leaf_end = 0
    loose_start = loose_end = -1  # the text of a tight list item, which the parser does not wrap in a paragraph
    links: list[int] = []
    last_end = 0
    for event, where in events:
        first, last = where["start"], where["end"]
        if event.__class__ is str:
            if event == "Rule":
                if loose_start >= 0:
                    blocks.append(_trim("paragraph", loose_start, loose_end, path, None, shadow))
                    loose_start = -1
                blocks.append(_trim("rule", first, last, path, None, shadow))
            elif loose_start >= 0:
                loose_end = last
            continue
        ((name, value),) = event.items()
        if name == "Start" or name == "End":
            tag = value if value.__class__ is str else next(iter(value))
            if tag == "Paragraph":
                if name == "Start":
                    leaf, leaf_start, leaf_end = ("paragraph", None), first, last
                else:
                    blocks.append(_trim("paragraph", first, last, path, None, shadow))
                    leaf = None
                continue
            if tag in _INLINE_TAGS:
                if leaf is None:
                    if loose_start < 0:
                        loose_start = first
                    loose_end = last
                if tag == "Link" or tag == "Image":
                    if name == "Start":
                        links.append(len(inlines))
                        lead = first + (2 if tag == "Image" else 1)
                        auto = tag == "Link" and value[tag]["link_type"] in ("Autolink", "Email")
                        inlines.append(Inline("autolink" if auto else tag.lower(), first, last, lead, lead))
                        last_end = lead
                    elif links:
                        at = links.pop()
                        inlines[at] = inlines[at]._replace(inner_end=min(max(last_end, inlines[at].inner_start), last))
                        last_end = last
                elif name == "End":
                    last_end = last
                continue
            if loose_start >= 0:
                blocks.append(_trim("paragraph", loose_start, loose_end, path, None, shadow))
                loose_start = -1
            if tag in _LEAVES:
                if name == "Start":
                    leaf = (_LEAVES[tag], _info(tag, value))
                    leaf_start, leaf_end = first, last
                elif leaf is not None:
                    blocks.append(_trim(leaf[0], leaf_start, leaf_end, path, leaf[1], shadow))
                    leaf = None
            elif tag in _CONTAINERS:
                path = path + _CONTAINERS[tag] if name == "Start" else path[:-1]
            continue
        if leaf is None:
            if loose_start < 0:
                loose_start = first
            loose_end = last
        last_end = last
        if name == "Text" or name == "Html":
            continue
        if name == "InlineHtml":
            kind = "comment" if value.startswith("<!--") else "html"
            inlines.append(Inline(kind, first, last, last, last))
        elif name == "Code":
            inlines.append(Inline("code", first, last, first, last))
        elif name == "FootnoteReference":
            inlines.append(Inline("footnote", first, last, last, last))
    return blocks, inlines


_INLINE_TAGS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})


def _info(tag: str, value: dict[str, dict[str, str] | str]) -> str | None:
    detail = value[tag] if value.__class__ is dict else None
    if tag == "Heading" and isinstance(detail, dict):
        return detail["level"][1:]
    if tag == "CodeBlock":
        return detail["Fenced"] if isinstance(detail, dict) else None
    return None


def _trim(kind: str, start: int, end: int, path: str, info: str | None, shadow: str) -> Block:
    """A block without the white space and newlines that the parser counts as part of it."""
    inside = shadow[start:end]
    end = start + len(inside.rstrip())
    start = min(end, start + len(inside) - len(inside.lstrip()))
    if kind == "html" and shadow.startswith("<!--", start) and shadow.endswith("-->", start, end):
        kind = "comment" if shadow.find("-->", start, end) == end - 3 else kind
    return Block(kind, start, end, path, info)


def _keep_instructions(text: str, shadow: str) -> str:
    """Put back the ``?`` of processing instructions (``<?xml … ?>``) that the shadow lost."""
    out = list(shadow)
    for at in (m.start() for m in re.finditer(r"\?(?=>)|(?<=<)\?", text)):
        out[at] = "?"
    return "".join(out)


def _with_code_elements(text: str, inlines: list[Inline]) -> list[Inline]:
    """Add a ``code`` inline for each HTML element whose content is code: from its start tag to its end tag."""
    added: list[Inline] = []
    opened: dict[str, Inline] = {}
    for inline in inlines:
        if inline.kind == "html" and (match := _CODE_TAG.match(text, inline.start, inline.end)):
            name = match["name"].lower()
            if not match["end"]:
                opened.setdefault(name, inline)
            elif name in opened:
                first = opened.pop(name)
                added.append(Inline("code", first.start, inline.end, first.end, inline.start))
    return sorted(inlines + added, key=lambda i: i.start) if added else inlines


def _with_regions(text: str, blocks: list[Block], regions: list[Region]) -> list[Block]:
    """Add the regions that fill lines as blocks; a paragraph of nothing but inline regions is a template block."""
    out = list(blocks)
    inline = [r for r in regions if not r.block]
    if inline:
        starts = [b.start for b in out]
        from bisect import bisect_right

        touched: dict[int, list[Region]] = {}
        for region in inline:
            at = bisect_right(starts, region.start) - 1
            if at >= 0 and out[at].end >= region.end and out[at].kind == "paragraph":
                touched.setdefault(at, []).append(region)
        for at, inside in touched.items():
            block, done, rest = out[at], out[at].start, ""
            for region in inside:
                rest += text[done : region.start]
                done = region.end
            if not (rest + text[done : block.end]).strip(" \t\n>-*"):
                out[at] = block._replace(kind="template")
    out += [Block(_REGION_BLOCK.get(r.kind, "template"), r.start, r.end, "", r.kind) for r in regions if r.block]
    out.sort(key=lambda b: (b.start, b.end))
    return out
