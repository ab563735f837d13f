"""The text format: caret under the right characters, nothing raw, words for the next step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.core.source import Source, Span
from copydesk.engine.placing import place_finding
from copydesk.reporters import Style, plain, text

WORD = "xyzzy"


def placed(line, span, rule="CD001"):
    from copydesk.core.model import Finding

    return place_finding(Finding(rule, "unused", Span(*span), {"directive": "x"}), Source(line.encode()), "error", {})


def stood_on(line, span, columns=100):
    """The characters that the carets stand under, by the display columns of the line."""
    shown, before, under = text.excerpt(placed(line, span), columns)
    ends = [text.width(shown[: at + 1]) for at in range(len(shown))]
    return "".join(char for char, end in zip(shown, ends, strict=True) if before < end <= before + under)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("plain words here", "words"),
        ("日本語の文章です", "文章"),
        ("ｶﾅとカナ", "カナ"),
        ("が が", "が"),  # the first one is a letter and a combining mark
        ("👍🏽 thumbs", "thumbs"),
        ("👨‍👩‍👧 family", "family"),
        ("\ttabbed\ttext", "text"),
        ("a\x1b[31mred", "red"),
        ("a\u202ereversed", "reversed"),
        ("नमस्ते दुनिया", "दुनिया"),
    ],
)
def test_the_caret_stands_under_what_is_meant(line, wanted):
    at = line.rindex(wanted)
    assert stood_on(line, (at, at + len(wanted))) == wanted


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("unit", ["word ", "文字列", "か\u3099", "👍", "\t", "\x1b"])
def test_a_long_line_is_cropped_to_the_terminal_around_the_finding(unit, columns):
    line = unit * 2000 + WORD + unit * 2000
    at = line.index(WORD)
    shown, before, under = text.excerpt(placed(line, (at, at + len(WORD))), columns)
    assert text.width(shown) <= columns
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert WORD in shown
    assert text.width(shown.split(WORD)[0]) == before
    assert under == len(WORD)


def test_a_short_line_is_shown_from_its_start():
    assert text.excerpt(placed("date: 2026-13-02", (6, 16)), 80) == ("date: 2026-13-02", 6, 10)


def test_the_caret_of_a_finding_over_several_lines_ends_with_the_first():
    shown, before, under = text.excerpt(placed("one two\nthree", (4, 13)), 80)
    assert (shown, before, under) == ("one two", 4, 3)


def test_a_finding_at_the_end_of_a_line_has_a_caret_after_it():
    assert text.excerpt(placed("short", (5, 5)), 80) == ("short", 5, 1)


@given(st.text(max_size=300), st.data())
def test_any_line_fits_and_is_printable(line, data):
    line = line.replace("\n", " ").replace("\r", " ")
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    diagnostic = placed(line.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), (start, end))
    shown, before, under = text.excerpt(diagnostic, 40)
    assert plain.printable(shown) == shown
    assert before >= 0
    assert under >= 1

    line = "\x1b]0;title\x07 \x9b31m \u202eabc\u2066 \r\x08 \udce3 xyzzy"


def test_nothing_of_a_text_reaches_the_terminal_raw(desk, word_rule):
    word_rule.word = "\x1b]0;title\x07 \x9b31m \u202exyzzy"
    desk.write("a\x1b[2J\u202eb.md", f"before {word_rule.word} after\x85\u2028\n")
    for name in ("text", "github"):
        result = desk.lint("--select", "ZZ001", "--format", name)
        assert result.status == 1
        assert not set(result.out) & set("\x1b\x07\x9b\u202e\x85\u2028\r")


def test_the_whole_report(desk, word_rule):
    desk.write("b.md", "first\n\nan xyzzy here, and 猫 xyzzy\n")
    result = desk.lint("--select", "ZZ001", "--statistics")
    assert result.out.splitlines() == [
        "b.md:3:4: warning ZZ001 xyzzy stands here [a-word]",
        "    3 | an xyzzy here, and 猫 xyzzy",
        "      |    ^^^^^",
        "b.md:3:22: warning ZZ001 xyzzy stands here [a-word]",
        "    3 | an xyzzy here, and 猫 xyzzy",
        "      |                       ^^^^^",
        "",
        "      2  ZZ001 a-word",
        "",
        "2 findings in 1 file: 2 warnings.",
        text._WORDS["en"]["next"],
    ]
    assert result.err == ""


def test_related_places_and_repairs_are_listed(desk, first_line_rule):
    for name in "abcd":
        desk.write(f"{name}.md", "the same\n")
    lines = desk.lint("--select", "ZZ002").out.splitlines()
    assert lines[:4] == [
        "b.md:1:1: warning ZZ002 the first line is that of a.md [same-first-line]",
        "    1 | the same",
        "      | ^^^^^^^^",
        "        a.md:1:1: first here",
    ]
    desk.write("e.md", "<!-- copydesk: ignore[ZZ002] nothing is wrong here -->\nalone\n")
    assert "        repair: Remove the directive" in desk.lint("--select", "ZZ002,CD001", "e.md").out


@pytest.mark.parametrize(
    ("lang", "files", "last"),
    [
        ("en", {}, "No Markdown file to lint."),
        ("en", {"a.md": "fine"}, "No findings in 1 file."),
        ("en", {"a.md": "fine", "b.md": "fine"}, "No findings in 2 files."),
        ("ja", {"a.md": "fine"}, "1 ファイルに指摘はありません。"),
        ("ja", {}, "対象の Markdown ファイルがありません。"),
    ],
)
def test_the_summary_without_findings(desk, lang, files, last):
    for name, content in files.items():
        desk.write(name, content)
    result = desk.lint("--lang", lang)
    assert result.status == 0
    assert result.out.splitlines()[-1] == last


def test_quiet_prints_the_findings_alone(desk, word_rule):
    desk.write("a.md", "xyzzy\n")
    assert len(desk.lint("--select", "ZZ001", "--quiet").out.splitlines()) == 3
    assert desk.lint("--select", "CD", "--quiet").out == ""


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [({}, True, True), ({}, False, False), ({"NO_COLOR": "1"}, True, False), ({"TERM": "dumb"}, True, False)],
)
def test_colour_only_on_a_terminal(desk, word_rule, monkeypatch, environment, terminal, coloured):
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    desk.write("a.md", "xyzzy\n")
    assert ("\x1b[" in desk.lint("--select", "ZZ001", terminal=terminal).out) == coloured
    assert "\x1b" not in desk.lint("--select", "ZZ001", "--output", "out.txt", terminal=terminal).out
    assert "\x1b" not in (desk.folder / "out.txt").read_text()


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "xyzzy があります"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "xyzzy stands here"),
        ({"LANG": "de_DE.UTF-8"}, "xyzzy stands here"),
        ({}, "xyzzy stands here"),
    ],
)
def test_the_language_is_that_of_the_environment(desk, word_rule, monkeypatch, variables, words):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    desk.write("a.md", "xyzzy\n")
    assert words in desk.lint("--select", "ZZ001").out
    assert "xyzzy stands here" in desk.lint("--select", "ZZ001", "--lang", "en").out


def test_the_style_has_the_width_of_a_page_by_default():
    assert Style().width == 100
