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
