"""What once broke in the fragment rules, each named after what broke."""

import pytest

from copydesk.engine.config import Config
from copydesk.engine.session import Session

TEXTS = {
    "an image alone above a list": "![a](b.png)\n\n- one\n- two\n",
    "a code span alone above code": "`a`\n\n```sh\nb\n```\n",
    "a quotation alone above a table": "「港」\n\n| a |\n| - |\n| b |\n",
    "a bracket alone above a list": "(see below)\n\n- one\n",
    "a link at the end above a list": "See [a](b)\n\n- one\n",
    "code at the end above a list": "See `a`\n\n- one\n",
    "a link alone above a quote": "[a](b)\n\n> c\n",
    "a face above a list": "また明日 (^^)\n\n- 一つ\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_tail_without_a_sign_is_no_crash(name):
    report = Session(Config(select=["FB"])).lint_text(("港の朝は早い。\n\n" + TEXTS[name]).encode(), "a.md")
    assert (report.failures, report.diagnostics) == ((), ())


PROSE = "The harbour opens at six. The first boats leave an hour later, and the gulls follow them.\n\n"
LISTED = "Two things are needed{}\n\n- a rope\n- a lamp\n\n"
CUT = "The night watch has its own rules. Whoever stands at the gate keeps a lis\n\n- ropes\n- lamps\n\n"


@pytest.mark.parametrize(
    ("introductions", "found"), [(":", 1), ("", 0)], ids=["always with a mark", "never with a mark"]
)
def test_a_cut_before_a_list_is_told_by_how_the_text_introduces_its_lists(introductions, found):
    text = (PROSE * 4 + LISTED.format(introductions)) * 3 + CUT
    report = Session(Config(select=["FB"])).lint_text(text.encode(), "a.md")
    cut = text[: text.index("a lis\n")].count("\n") + 1
    assert [d.place.line for d in report.diagnostics] == [cut] * found
