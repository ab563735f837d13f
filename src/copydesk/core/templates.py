"""Template languages inside Markdown: found before the Markdown parser sees the text, so that nothing takes them for prose.

A region that fills whole lines is a block of its own; one inside a line is an inline. Either way the text that the
Markdown parser gets keeps its length and its line numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Region(NamedTuple):
    """A stretch that some other language than Markdown owns; offsets in code points."""

    kind: str  # "code", "comment", "expression", "math", "tag"
    start: int
    end: int
    block: bool  # it fills whole lines


_LIMIT = 4000  # code points: a tag longer than this is an unclosed one

_LIQUID = re.compile(
    r"""
    \{%-?\s*(?P<paired>highlight|raw|comment|mermaid|math|katex|codeblock|prism)\b[^\n]*?%\}
        .*?\{%-?\s*end(?P=paired)\s*-?%\}
  | \{\{[<%]\s*(?P<short>highlight|mermaid|math|katex|raw)\b[^\n]*?[>%]\}\} .*? \{\{[<%]\s*/\s*(?P=short)\s*[>%]\}\}
  | \{%(?:[^%\n`]|%(?!\}))*(?:\n(?!\s*\n)(?:[^%\n`]|%(?!\}))*){0,20}%\}
  | \{\{[<%](?:[^\n`>%]|[>%](?!\}\}))*(?:\n(?!\s*\n)(?:[^\n`>%]|[>%](?!\}\}))*){0,20}[>%]\}\}
  | \{\{[^{}\n`]*\}\}
  | \{::(?P<kram>comment|nomarkdown)\}.*?\{:/(?:(?P=kram))?\}
  | \{:[^{}\n]*\}
  | \{\#[-A-Za-z0-9_:. ]+\}
    """,
    re.S | re.X,
)
_CONTAINER = re.compile(r"^[ \t]*:{3,}[^\n]*$", re.M)
_MATH_BLOCK = re.compile(r"\$\$(?:[^$\n`]|\\\$|\n(?!\s*\n))+\$\$|\\\[(?:[^\n`]|\n(?!\s*\n))+?\\\]|\\\((?:[^\n`])+?\\\)")
_MATH_INLINE = re.compile(
    r"(?<![\\$\w])\$(?=[^\s$])(?:[^$\n`\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|\\\$)*(?<=[^\s\\])\$(?![\d$\w])"
)
_MATH_SIGN = re.compile(r"[\\^_={}+<>|]|^\$[A-Za-z]\$$")
_ESM = re.compile(
    r"^(?:import\s+(?:[\w*{\"'][^\n]*)|export\s+(?:const|let|var|default|function|async|\{|\*)[^\n]*)(?:\n(?![ \t]*\n)[^\n]*)*",
    re.M,
)
_JSX = re.compile(r"</?(?:[A-Z][\w.]*|>)(?:[^<>{}`\n]|\n(?!\s*\n)|\{(?:[^{}`]|\{[^{}`]*\})*\}|(?<==)>)*>|</?>")
_EXPRESSION = re.compile(r"\{/\*.*?\*/\}|\{(?:[^{}`\n]|\n(?!\s*\n)|\{[^{}`]*\})*\}", re.S)

_KINDS = {
    "highlight": "code",
    "raw": "code",
    "comment": "comment",
    "codeblock": "code",
    "prism": "code",
    "mermaid": "code",
}


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
    elif "{" in text:
        for m in _LIQUID.finditer(text, start):
            name = m["paired"] or m["short"] or m["kram"]
            kind = _KINDS.get(name, "math") if name else ("expression" if m[0].startswith("{{") else "tag")
            if name or m.end() - m.start() <= _LIMIT:
                found.append((m.start(), m.end(), kind))
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
            regions.append(Region(kind, first, last, _fills_lines(text, first, last)))
            done = last
    return regions


def _fills_lines(text: str, start: int, end: int) -> bool:
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return not text[before:start].strip() and not text[end : after if after >= 0 else None].strip()


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
