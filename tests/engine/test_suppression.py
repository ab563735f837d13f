"""Directives: what they hold for, and what is said about the ones that do nothing."""

import pytest

W = "xyzzy"

# text, lines on which ZZ001 is still reported, lines of CD001, lines of CD002
CASES = [
    ("no directive", f"{W}\n", [1], [], []),
    ("on its line", f"{W} <!-- copydesk: ignore[ZZ001] a quotation -->\n\n{W}\n", [3], [], []),
    ("without a reason", f"{W} <!-- copydesk: ignore[ZZ001] -->\n", [], [], []),
    ("by name", f"{W} <!-- copydesk: ignore[a-word] -->\n", [], [], []),
    ("by prefix", f"{W} <!-- copydesk: ignore[ZZ] -->\n", [], [], []),
    ("without brackets", f"{W} <!-- copydesk: ignore -->\n", [], [], []),
    ("several rules", f"{W} <!-- copydesk: ignore[ZZ001, ZZ002] -->\n", [], [], []),
    ("alone, for the next block", f"<!-- copydesk: ignore[ZZ001] -->\n{W}\n{W}\n\n{W}\n", [5], [], []),
    ("alone, over blank lines", f"<!-- copydesk: ignore[ZZ001] -->\n\n{W}\n\n{W}\n", [5], [], []),
    ("alone, before code with blank lines",
     f"<!-- copydesk: ignore[ZZ001] -->\n\n```\n{W}\n\n{W}\n```\n\n{W}\n", [9], [], []),
    ("in a quote", f"> <!-- copydesk: ignore[ZZ001] -->\n> {W}\n\n{W}\n", [4], [], []),
    ("the file", f"{W}\n\n<!-- copydesk: ignore-file[ZZ001] -->\n\n{W}\n", [], [], []),
    ("off to the end", f"{W}\n\n<!-- copydesk: off[ZZ001] -->\n\n{W}\n\n{W}\n", [1], [], []),
    ("off to on",
     f"<!-- copydesk: off[ZZ001] -->\n\n{W}\n\n<!-- copydesk: on[ZZ001] -->\n\n{W}\n", [7], [], []),
    ("off everything to on",
     f"<!-- copydesk: off -->\n\n{W}\n\n<!-- copydesk: on -->\n\n{W}\n", [7], [], []),
    ("on for another rule",
     f"<!-- copydesk: off[ZZ001] -->\n\n{W}\n\n<!-- copydesk: on[ZZ002] -->\n\n{W}\n", [], [], []),
    ("unused", f"plain <!-- copydesk: ignore[ZZ001] -->\n\n{W}\n", [3], [1], []),
    ("unused, at the end", f"{W}\n\n<!-- copydesk: ignore[ZZ001] -->", [1], [3], []),
    ("unused, off", "<!-- copydesk: off[ZZ001] -->\n\nplain\n", [], [1], []),
    ("for a rule that did not run", "plain <!-- copydesk: ignore[FB001] -->\n", [], [], []),
    ("for every rule, of which few ran", "plain <!-- copydesk: ignore -->\n", [], [], []),
    ("unknown", f"{W} <!-- copydesk: ignore[ZZ0001] -->\n", [1], [], [1]),
    ("unknown beside a known one", f"{W} <!-- copydesk: ignore[ZZ001, QQ7] -->\n", [], [], [1]),
    ("in code", f"`<!-- copydesk: ignore[ZZ001] -->` {W}\n", [1], [], []),
    ("in a code block", f"```\n<!-- copydesk: ignore-file[ZZ001] -->\n```\n\n{W}\n", [5], [], []),
    ("in front matter", f"---\nnote: <!-- copydesk: ignore-file[ZZ001] -->\n---\n{W}\n", [4], [], []),
    ("not a directive", f"<!-- copydesk is a tool --> {W}\n", [1], [], []),
    ("of another verb", f"{W} <!-- copydesk: ignored[ZZ001] -->\n", [1], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left", "unused", "unknown"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_directives(desk, word_rule, first_line_rule, text, left, unused, unknown):
    desk.write("a.md", text)
    found = desk.json("--select", "ZZ,CD").findings
    lines = {code: [line for _, line, rule in found if rule == code] for code in ("ZZ001", "CD001", "CD002")}
    assert (lines["ZZ001"], lines["CD001"], lines["CD002"]) == (left, unused, unknown)


def test_a_directive_of_mdx(desk, word_rule):
    desk.write(
        "a.mdx", f"{{/* copydesk: ignore[ZZ001] a quotation */}}\n{W}\n\n{W} {{/* copydesk: ignore[ZZ001] */}}\n"
    )
    result = desk.json("--select", "ZZ,CD")
    assert result.findings == []
    assert result.report["summary"]["suppressed"] == 2


def test_what_is_suppressed_is_counted_and_does_not_fail(desk, word_rule):
    desk.write("a.md", f"{W} {W} <!-- copydesk: ignore -->\n")
    result = desk.lint("--select", "ZZ,CD")
    assert result.status == 0
    assert result.out == "No findings in 1 file. 2 suppressed by directives.\n"


def test_a_finding_about_several_files_can_be_suppressed(desk, first_line_rule):
    desk.write("a.md", "same\n")
    desk.write("b.md", "same <!-- copydesk: ignore -->\n")
    desk.write("c.md", "same\n<!-- copydesk: ignore-file[ZZ002] on purpose -->\n")
    assert desk.json("--select", "ZZ,CD").findings == []


def test_an_unknown_word_is_answered_with_the_nearest(desk, word_rule):
    desk.write("a.md", "<!-- copydesk: ignore[fragment-markr] -->\n")
    (finding,) = desk.json("--select", "ZZ,CD", "--lang", "en").report["findings"]
    assert finding["message"] == "there is no rule fragment-markr; did you mean fragment-marker?"
    assert (finding["column"], finding["end_column"]) == (23, 37)


def test_the_fix_of_an_unused_directive_removes_it_and_its_line(desk):
    desk.write("a.md", "one\n\n<!-- copydesk: ignore[FB001] -->\ntwo <!-- copydesk: ignore[FB001] -->\n")
    fixes = [f["fix"] for f in desk.json().report["findings"]]
    edits = [(e["line"], e["column"], e["end_line"], e["end_column"], e["text"]) for f in fixes for e in f["edits"]]
    assert edits == [(3, 1, 4, 1, ""), (4, 4, 4, 37, "")]
