"""BM001 to BM004: their words, their fixes, and one finding for one defect."""

import pytest

from copydesk.core.document import Document
from copydesk.core.messages import render
from copydesk.core.model import Context
from copydesk.core.rule import discover
from copydesk.core.source import Source

CODES = ("BM001", "BM002", "BM003", "BM004")


def findings(text, dialect="commonmark"):
    document = Document(Source(text.encode()), Context(dialect=dialect))
    rules = [discover()[code] for code in CODES]
    return [f for rule in rules for f in rule.check(document, rule.Options())]


WORDS = [
    (
        "**深層学習（DL）**は",
        "“深層学習（DL）” is not bold, readers see the ** marks: “）” before the closing ** needs a space after it, not “は”",
        "『深層学習（DL）』が太字にならず、読者に ** が見えます：終わりの ** が『）』と『は』に挟まれているため（後に空白が要る）",
    ),
    (
        "は**「あ」**と**「い」** を",
        "“「あ」” is not bold, readers see the ** marks: “「” after the opening ** needs a space before it, not “は”; “」” before "
        "the closing ** needs a space after it, not “と”; “と” becomes bold instead",
        "『「あ」』が太字にならず、読者に ** が見えます：始まりの ** が『は』と『「』に挟まれているため（前に空白が要る）、"
        "終わりの ** が『」』と『と』に挟まれているため（後に空白が要る）、代わりに『と』が太字になる",
    ),
    (
        "これは__重要__です",
        "“重要” is not bold, readers see the __ marks: __ does not work inside a word, ** does",
        "『重要』が太字にならず、読者に __ が見えます：__ は文字と続けて書けないため（** なら書ける）",
    ),
    (
        "**結論：市場は広がる。",
        "this ** is never closed, so readers see it: close it after “結論”, or remove it",
        "** が閉じられておらず、読者に記号が見えます。『結論』の後で閉じるか、削除してください",
    ),
    (
        "段階に入ったこと**を示す。",
        "this ** closes nothing, so readers see it: open it before “段階に入ったこと”, or remove it",
        "** に対応する始まりがなく、読者に記号が見えます。『段階に入ったこと』の前に補うか、削除してください",
    ),
    (
        "これは ** 重要 ** です",
        "“重要” is not bold, readers see the ** marks: a space stands inside them",
        "『重要』が太字にならず、読者に ** が見えます：記号の内側に空白があるため",
    ),
    (
        "これは** **です",
        "nothing stands between these markers, so readers see ** **",
        "太字の中身がなく、読者に ** ** が見えます",
    ),
]


@pytest.mark.parametrize(("text", "english", "japanese"), WORDS)
def test_the_message_in_both_languages(text, english, japanese):
    finding = findings(text)[0]
    assert render(finding.rule, finding.key, finding.values, "en") == english
    assert render(finding.rule, finding.key, finding.values, "ja") == japanese


def test_a_partner_in_the_next_paragraph_is_named_from_both_sides():
    first, second = findings("**ここから太字で、\n\nここまで**です。\n")
    assert (first.key, second.key) == ("opening-next", "closing-last")
    assert first.related[0].where == second.where
    assert second.related[0].where == first.where


def test_what_becomes_bold_instead_is_shown():
    first, second = findings("は**「あ」**と**「い」**を")
    assert [r.where for r in first.related] == [(8, 9)]
    assert second.related == ()


def test_spaces_are_safe_and_a_guessed_partner_is_not():
    assert [f.fix.applicability for f in findings("**あ（い）**は")] == ["safe"]
    assert [f.fix.applicability for f in findings("**結論：市場は広がる。")] == ["unsafe"]


@pytest.mark.parametrize(
    "text",
    ["は**「あ」**で", "これは ** 重要 ** です", "これは****です", "**結論", "**前****後**", "これは__重要__です"],
)
def test_one_defect_is_one_finding(text):
    assert len(findings(text)) == 1


def test_front_matter_is_not_judged_as_markdown():
    assert findings("---\ntitle: '**重要'\n---\n\n本文です。\n") == []
