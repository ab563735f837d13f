"""Template languages inside Markdown, found before the Markdown parser sees the text: nothing may take them for prose.

A region that fills whole lines is a block of its own; one inside a line is an inline. Either way the text that the
Markdown parser gets keeps its length and its line numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from .lazy import lazy


class Region(NamedTuple):
    """A stretch that some other language than Markdown owns; offsets in code points."""

    kind: str  # "code", "comment", "expression", "math", "tag"
    start: int
    end: int
    block: bool  # it fills whole lines


# No pattern below may run past the next opening of its own kind: a text of nothing but openings must stay linear.
_LIQUID = lazy(
    r"\{%-?[ \t\n]*(?P<tag>\w*)(?:[^%{\n`]|%(?!\})|\{(?!%)|\n(?![ \t]*\n))*%\}"
    r"|\{\{[<%][ \t]*(?P<code>/?[ \t]*\w*)(?:[^>%{\n`]|[>%](?!\}\})|\{(?!\{)|\n(?![ \t]*\n))*[>%]\}\}"
    r"|\{\{[^{}\n`]*\}\}"
    r"|\{::(?P<kramdown>comment|nomarkdown)\}|\{:/(?:comment|nomarkdown)?\}"
    r"|\{:[^{}\n]*\}"
    r"|\{\#[-A-Za-z0-9_:. ]+\}"
)
_CONTAINER = lazy(r"^[ \t]*:{3,}[^\n]*$", re.M)
_MATH_BLOCK = lazy(
    r"\$\$(?:[^$\n`]|\\\$|\n(?!\s*\n))+\$\$"
    r"|\\\[(?:[^\n`\\]|\\(?![\[\]])|\n(?!\s*\n))+\\\]"
    r"|\\\((?:[^\n`\\]|\\(?![()]))+\\\)"
)
_MATH_INLINE = lazy(
    r"(?<![\\$\w])\$(?=[^\s$])(?:[^$\n`\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|\\\$)*"
    r"(?<=[^\s\\])\$(?![\d$\w])"
)
_MATH_SIGN = lazy(r"\w\*\*\w|[\\^_={}+<>|]|^\$[A-Za-z]\$$")
_ESM = lazy(
    r"^(?:import\s+[\w*{\"'][^\n]*|export\s+(?:const|let|var|default|function|async|\{|\*)[^\n]*)"
    r"(?:\n(?![ \t]*\n)[^\n]*)*",
    re.M,
)
_JSX = lazy(r"</?(?:[A-Z][\w.]*|>)(?:[^<>{}`\n]|\n(?!\s*\n)|\{(?:[^{}`]|\{[^{}`]*\})*\}|(?<==)>)*>|</?>")
_EXPRESSION = lazy(r"\{/\*(?:[^{]|\{(?!/\*))*?\*/\}|\{(?:[^{}`\n]|\n(?!\s*\n)|\{[^{}`]*\})*\}")

# Tags whose content is no Markdown, by what it is instead.
_PAIRED = {
    "highlight": "code", "raw": "code", "codeblock": "code", "prism": "code", "mermaid": "code", "comment": "comment",
    "nomarkdown": "code", "math": "math", "katex": "math",
}  # fmt: skip


def find_regions(text: str, start: int, mdx: bool) -> list[Region]:
    """The template regions of ``text`` from ``start`` on, in order and not overlapping.

    ``mdx`` says that the file is MDX: ES module lines, JSX tags and ``{expressions}`` count then, and Liquid does not.
    """
    found: list[tuple[int, int, str]] = []
    if mdx:
        if "import" in text or "export" in text:
            found += ((m.start(), m.end(), "code") for m in _ESM.finditer(text, start))
        if "<" in text:
            found += ((m.start(), m.end(), "tag") for m in _JSX.finditer(text, start))
        if "{" in text:
            found += (
                (m.start(), m.end(), "comment" if m[0].startswith("{/*") else "expression")
                for m in _EXPRESSION.finditer(text, start)
            )
    elif "{%" in text or "{{" in text or "{:" in text or "{#" in text:
        found += _liquid(text, start)
    if ":::" in text:
        found += ((m.start(), m.end(), "tag") for m in _CONTAINER.finditer(text, start))
    if "$$" in text or "\\[" in text or "\\(" in text:
        found += ((m.start(), m.end(), "math") for m in _MATH_BLOCK.finditer(text, start))
    if text.count("$") > 1:
        found += ((m.start(), m.end(), "math") for m in _MATH_INLINE.finditer(text, start) if _MATH_SIGN.search(m[0]))
    if not found:
        return []
    found.sort(key=lambda r: (r[0], -r[1]))
    regions: list[Region] = []
    done = start
    for first, last, kind in found:
        if first >= done:
            regions.append(Region(kind, first, last, fills_lines(text, first, last)))
            done = last
    return regions


def _liquid(text: str, start: int) -> list[tuple[int, int, str]]:
    """Liquid, Hugo and kramdown tags; a tag whose content is code, with its content up to its end tag."""
    found: list[tuple[int, int, str]] = []
    ends: dict[str, list[tuple[int, int]]] = {}
    opened: list[tuple[int, int, str]] = []
    for match in _LIQUID.finditer(text, start):
        first, last = match.span()
        tag = match["tag"] or (match["code"] or "").replace(" ", "") or match["kramdown"] or ""
        if tag.startswith(("end", "/")) or text.startswith("{:/", first):
            ends.setdefault(tag.removeprefix("end").removeprefix("/"), []).append((first, last))
        elif tag in _PAIRED:
            opened.append((first, last, tag))
        found.append((first, last, "expression" if text.startswith("{{", first) else "tag"))
    for first, last, tag in opened:
        closing = ends.get(tag) or (ends.get("") if tag in ("comment", "nomarkdown") else None)
        at = bisect_left(closing, (last, last)) if closing else 0
        if closing and at < len(closing):
            found.append((first, closing[at][1], _PAIRED[tag]))
    return found


def fills_lines(text: str, start: int, end: int, blank: str = " \t") -> bool:
    """Whether nothing but ``blank`` characters stands beside ``text[start:end]`` on its first and last line."""
    while start and text[start - 1] in blank:
        start -= 1
    while end < len(text) and text[end] in blank:
        end += 1
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def mask(text: str, regions: list[Region]) -> str:
    """``text`` with every region taken out: blank lines for block regions, ``x`` for inline ones; same length."""
    out: list[str] = []
    done = 0
    for region in regions:
        inside = text[region.start : region.end]
        out.append(text[done : region.start])
        if region.block:
            out.append("\n".join(" " * len(line) for line in inside.split("\n")))
        else:
            out.append("x" * len(inside))
        done = region.end
    out.append(text[done:])
    return "".join(out)
