"""Emphasis: each dialect's pairing rule, the author's reading, and what holds for any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from copydesk.core.document import Document
from copydesk.core.emphasis import RESOLVERS, troubles
from copydesk.core.emphasis_text import scopes
from copydesk.core.model import Context
from copydesk.core.source import Source


def document(text, dialect="commonmark", path="a.md"):
    return Document(Source(text.encode("utf-8", "surrogateescape"), path), Context(dialect=dialect))


def shown(text, dialect):
    """``text`` as the dialect's rule sees it: [bold], (emphasis), and what stays of the markers."""
    resolution = RESOLVERS[dialect](text)
    marks = {}
    for opener, closer, size in resolution.pairs:
        marks[opener], marks[closer] = ("[" if size == 2 else "("), ("]" if size == 2 else ")")
        for at in (opener, closer):
            if size == 2:
                marks[at + 1] = ""
    return "".join(marks.get(at, char) for at, char in enumerate(text))


PAIRING = [
    ("a **b** c", "a [b] c", "a [b] c", "a [b] c", "a [b] c"),
    ("は**「あ」**で", "は**「あ」**で", "は[「あ」]で", "は[「あ」]で", "は[「あ」]で"),
    ("**あ（い）**は", "**あ（い）**は", "[あ（い）]は", "[あ（い）]は", "[あ（い）]は"),
    ("**あ** **い", "[あ] **い", "[あ] **い", "[あ] **い", "[あ] **い"),
    ("** あ **", "** あ **", "** あ **", "** あ **", "** あ **"),
    ("は__あ__で", "は__あ__で", "は__あ__で", "は__あ__で", "は__あ__で"),
    ("__あ__ で", "[あ] で", "[あ] で", "[あ] で", "[あ] で"),
    ("**あ****い**", "[あ****い]", "[あ****い]", "[あ][い]", "[あ][い]"),
    ("**a *b* c**", "[a (b) c]", "[a (b) c]", "[a (b) c]", "[a (b) c]"),
    ("***あ***", "([あ])", "([あ])", "[(あ)]", "([あ])"),
    (
        "**「あ」**と**「い」**",
        "[「あ」[と]「い」]",
        "[「あ」]と[「い」]",
        "[「あ」]と[「い」]",
        "[「あ」]と[「い」]",
    ),
    ("a**「b」**c", "a**「b」**c", "a[「b」]c", "a[「b」]c", "a[「b」]c"),
    ("a**(b)**c", "a**(b)**c", "a**(b)**c", "a[(b)]c", "a[(b)]c"),
    ("**a**", "[a]", "[a]", "[a]", "[a]"),
    ("****", "****", "****", "(**)", "****"),
]


@pytest.mark.parametrize(("text", "commonmark", "friendly", "kramdown", "python"), PAIRING)
def test_a_dialect_pairs_by_its_own_rule(text, commonmark, friendly, kramdown, python):
    assert shown(text, "commonmark") == commonmark
    assert shown(text, "cjk-friendly") == friendly
    assert shown(text, "kramdown") == kramdown
    assert shown(text, "python-markdown") == python


def test_symbols_beyond_ascii_are_punctuation_since_commonmark_0_31_only():
    text = "は**～あ～**で"
    assert shown(text, "commonmark") == text
    assert shown(text, "gfm") == "は[～あ～]で"


READINGS = [
    ("the second of three openers is alone", "**読む** と **書く は、**話す** とき", [("lone", 9)]),
    ("a full stop inside tells which is alone", "彼は**朝**に、**泳ぐ。次に**昼**に休む。", [("lone", 9)]),
    ("bold between two pairs is no reading of the author's", "は**「あ」**と**「い」**を", [("pair", 1), ("pair", 9)]),
    ("an innocent pair beside a guilty one", "で**「分析」**と**集計**を", [("pair", 1)]),
    ("thirty pairs in a row stay pairs", "は**「あ」**と" * 30, [("pair", 1 + 9 * n) for n in range(30)]),
    ("spaces inside", "これは ** 重要 ** です", [("spaced", 4)]),
    ("nothing inside", "これは****です", [("empty", 3)]),
    ("a lone marker beside empty bold", "これは****です。**重要", [("empty", 3), ("lone", 10)]),
]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in READINGS], ids=[r[0] for r in READINGS])
def test_the_finding_lies_where_the_author_went_wrong(text, expected):
    assert [(t.kind, t.where.start) for t in troubles(document(text))] == expected


MENDED = [
    ("commonmark", "は**「あ」**で", "は **「あ」** で"),
    ("commonmark", "**あ（い）**は", "**あ（い）** は"),
    ("goldmark-cjk", "**あ（い）**は", "**あ（い）**\\ は"),
    ("commonmark", "これは__重要__です", "これは**重要**です"),
    ("commonmark", "これは__「重要」__です", "これは **「重要」** です"),
    ("commonmark", "**前****後**", "**前** **後**"),
    ("commonmark", "これは ** 重要 ** です", "これは **重要** です"),
    ("commonmark", "これは**「重要」 **です", "これは **「重要」** です"),
    ("kramdown", "これは__重要__です", "これは**重要**です"),
    ("commonmark", "これは****です", "これはです"),
    ("commonmark", "**結論：市場は広がる。", "**結論**：市場は広がる。"),
    ("commonmark", "新しい段階に入ったこと**を示す。", "**新しい段階に入ったこと**を示す。"),
]


@pytest.mark.parametrize(("dialect", "text", "expected"), MENDED)
def test_the_smallest_change_that_renders(dialect, text, expected):
    assert mended(text, dialect) == expected
    assert troubles(document(expected, dialect)) == ()


def mended(text, dialect):
    edits = sorted((e for t in troubles(document(text, dialect)) for e in t.edits), key=lambda e: e.span, reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def test_no_edit_beside_a_lone_marker():
    assert [(t.kind, t.edits) for t in troubles(document("は**「あ」**で、**い は う"))] == [("pair", ()), ("lone", ())]


def test_quote_marks_do_not_count_as_punctuation_beside_a_marker():
    assert [t.where.start for t in troubles(document("> あ\n>**い（う）**え\n"))] == [5]


def test_a_link_is_a_world_of_its_own():
    assert [t.where.start for t in troubles(document("**あ [い**う](https://example.org) え"))] == [0, 6]


@pytest.mark.parametrize("dialect", RESOLVERS)
def test_a_million_markers_end(dialect):
    for text in (
        "*" * 10**6,
        "**a " * 20_000,
        "*a **b " * 10_000,
        "_a __b " * 10_000,
        "***a** " * 10_000,
        "[**a](b)" * 5_000,
    ):
        assert len(troubles(document(text, dialect))) <= 20_000


# What holds for any text.

MARKUP = st.text(st.sampled_from("**__ abあい「」（）。、,.\n"), max_size=60)
ANYTHING = st.text(st.sampled_from("***__ abあい「」()。\n`[]<>\\!#>-|\x00\udc80"), max_size=80)
DIALECTS = st.sampled_from(sorted(RESOLVERS))


@given(MARKUP, DIALECTS)
def test_every_marker_is_paired_or_literal(text, dialect):
    resolution = RESOLVERS[dialect](text)
    used = [at for p in resolution.pairs for first in (p.opener, p.closer) for at in range(first, first + p.size)]
    used += [at for start, end in resolution.literal for at in range(start, end)]
    assert sorted(used) == [at for at, char in enumerate(text) if char in "*_"]


@given(MARKUP, DIALECTS)
def test_pairs_nest(text, dialect):
    spans = sorted((p.opener, p.closer) for p in RESOLVERS[dialect](text).pairs)
    stack = []
    for opener, closer in spans:
        while stack and stack[-1] <= opener:
            stack.pop()
        assert not stack or closer < stack[-1]
        stack.append(closer)


@given(ANYTHING, DIALECTS)
def test_spans_and_edits_lie_in_any_text(text, dialect):
    doc = document(text, dialect)
    for trouble in troubles(doc):
        assert 0 <= trouble.where.start < trouble.where.end <= len(doc.text)
        assert all(0 <= e.span.start <= e.span.end <= len(doc.text) for e in trouble.edits)
        assert -1 <= trouble.place <= len(doc.text)
        if trouble.kind == "lone":
            assert set(doc.text[slice(*trouble.where)]) <= set("*_")


@given(ANYTHING, DIALECTS)
def test_what_is_skipped_as_plainly_right_has_no_literal_marker(text, dialect):
    doc = document(text, dialect)
    looked_at = {(s.start, s.shadow) for s in scopes(doc)}
    for scope in scopes(doc, plain=True):
        if (scope.start, scope.shadow) not in looked_at:
            assert not any(end - start > 1 for start, end in RESOLVERS[dialect](scope.shadow).literal)


@given(MARKUP, DIALECTS)
def test_mending_converges(text, dialect):
    for _ in range(10):
        after = mended(text, dialect)
        if after == text:
            return
        text = after
    raise AssertionError(text)


@given(MARKUP)
def test_commonmark_pairs_as_another_implementation_does(text):
    text = "x" + re.sub(r"\n\s*", "\n", text).rstrip()
    text = re.sub(r"\n(?=[*_\s])", "\nx", text)  # no lists, breaks or empty lines
    (inline,) = [t for t in MarkdownIt("commonmark").parse(text) if t.type == "inline"]
    (scope,) = list(scopes(document(text), plain=True)) or [None]
    if scope is None:
        return
    resolution = RESOLVERS["commonmark"](scope.shadow)
    assert sum(p.size == 2 for p in resolution.pairs) == sum(c.type == "strong_open" for c in inline.children)
    assert sum(p.size == 1 for p in resolution.pairs) == sum(c.type == "em_open" for c in inline.children)
