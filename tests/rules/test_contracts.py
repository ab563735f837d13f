"""What every rule promises, whichever it is: words in both languages, spans inside the text, no exception, no newline style."""

import re
import string
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.core import examples
from copydesk.core.document import Document
from copydesk.core.messages import render
from copydesk.core.model import Context, Edit, Phrase
from copydesk.core.rule import CorpusRule, FileRule, discover
from copydesk.core.source import Source, Span
from copydesk.engine.config import Config
from copydesk.engine.session import Session
from copydesk.engine.site import load_schema
from copydesk.engine.worker import Linter

RULES = discover()
FILE_RULES = {code: rule for code, rule in RULES.items() if isinstance(rule, FileRule)}
EVERYTHING = Config(select=["ALL"])

# Pieces that Markdown, front matter, templates and the rules themselves give a meaning to, between any characters at all.
PIECES = st.sampled_from(
    [
        "---\n", "+++\n", "{\n", "}\n", "title: あ\n", "reading_time: 8\n", "a: [1, {b: c}]\n", "\t", "\n\n", "\n", "\r\n", "\r",
        "# ", "## 見出し\n", "> ", "- ", "1. ", "|a|b|\n|-|-|\n", "```\n", "~~~", "    ", "**", "__", "***", "*", "_", "`", "``",
        "「", "」", "（", "）", "。", "、", "です。", "の期待が", "...", "…", "---END---\n", "[END]\n", "=== PART 2 ===\n", "（続き）\n",
        "The quick brown fox jumps over the lazy dog. ", "港の朝は早い。六時には門が開き、七時には最初の船が沖へ向かう。", "[a](b)", "![a](b)",
        "<div>", "</div>", "<!--", "-->", "<!-- copydesk: ignore[RP001] -->", "<!-- copydesk: off -->", "<code>", "{{ a }}",
        "{% raw %}", "{% endraw %}", "$$", "$a_1$", ":::\n", "\\", "\ufffd", "\x00", "\x1b[31m", "\u202e", "\u3000", "𠮷", "👩‍👩‍👧", "e\u0301", "Ã©",
        "[^1]", "[^1]: ", "http://a.b/c", "&amp;", "<|im_end|>",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
BYTES = TEXTS.map(lambda t: t.encode("utf-8", "surrogatepass")) | st.binary(max_size=80)
NAMES = st.sampled_from(["a.md", "b.mdx", "_posts/2026-01-02-c.md"])
CALM = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@CALM
@given(BYTES, NAMES)
def test_any_text_is_linted_and_every_place_lies_inside_it(data, name):
    report = Session(EVERYTHING).lint_text(data, name)
    assert [f.detail for f in report.failures] == []
    source = Source(data, name)
    for diagnostic in report.diagnostics:
        places = [diagnostic.place, *(r.place for r in diagnostic.related)]
        places += [e.place for e in diagnostic.fix.edits] if diagnostic.fix else []
        for place in places:
            first, last = source.line_span(place.line), source.line_span(place.end_line)
            assert (place.line, place.column) <= (place.end_line, place.end_column)
            assert 1 <= place.column <= first.end - first.start + 1
            assert 1 <= place.end_column <= last.end - last.start + 1
        for lang in ("en", "ja"):
            assert render(diagnostic.rule, diagnostic.key, diagnostic.values, lang)


@CALM
@given(TEXTS)
def test_newlines_and_a_byte_order_mark_change_nothing(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    linter = Linter(EVERYTHING)
    expected = [(d.rule, d.place, d.values) for d in linter.lint_bytes(plain, "a.md").diagnostics]
    for data in (plain.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + plain):
        assert [(d.rule, d.place, d.values) for d in linter.lint_bytes(data, "a.md").diagnostics] == expected


def places_of(example, rule, tmp_path):
    schema = load_schema(example.schema, tmp_path) if example.schema else None
    context = Context(example.dialect, None, schema, example.schema, bool(example.schema))
    document = Document(Source(example.text.encode(), example.path), context)
    return document, list(rule.check(document, rule.Options(**example.options)))


@pytest.mark.parametrize("code", FILE_RULES)
def test_fixes_lie_in_the_text_and_do_not_overlap(code, tmp_path):
    for example in examples.load(code):
        document, found = places_of(example, FILE_RULES[code], tmp_path)
        for finding in found:
            edits = finding.fix.edits if finding.fix else ()
            spans = sorted(e.span for e in edits)
            assert all(isinstance(e, Edit) and 0 <= e.span.start <= e.span.end <= len(document.text) for e in edits)
            assert all(a.end <= b.start for a, b in pairwise(spans))
            assert isinstance(finding.where, Span)


@pytest.mark.parametrize("code", RULES)
def test_every_message_has_both_languages_and_the_same_facts(code):
    rule = RULES[code]
    for key, wording in rule.messages.items():
        assert set(wording) == {"en", "ja"}, key
        facts = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in wording.values()]
        assert facts[0] == facts[1] or facts[1] <= facts[0], key
        assert re.search("[\u3040-\u30ff\u3400-\u9fff]", wording["ja"]) or not wording["en"].strip(), key


@pytest.mark.parametrize("code", FILE_RULES)
def test_the_examples_use_words_that_exist(code, tmp_path):
    def keys(value):
        if isinstance(value, Phrase):
            yield value.key
            for inner in value.values.values():
                yield from keys(inner)
        elif isinstance(value, tuple):
            for inner in value:
                yield from keys(inner)

    rule = FILE_RULES[code]
    for example in examples.load(code):
        for finding in places_of(example, rule, tmp_path)[1]:
            used = {finding.key, *(r.key for r in finding.related), *([finding.fix.key] if finding.fix else [])}
            used |= {k for v in finding.values.values() for k in keys(v)}
            assert used <= set(rule.messages)
            for lang in ("en", "ja"):
                assert render(code, finding.key, finding.values, lang)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_documented_with_its_options(code):
    rule = RULES[code]
    assert re.fullmatch(r"[A-Z]{2}\d{3}", code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert len((type(rule).__doc__ or "").strip()) > 60
    for field in rule.Options.__dataclass_fields__.values():
        assert field.metadata.get("help")
    assert rule.Options() == rule.Options()
    assert isinstance(rule, (FileRule, CorpusRule)) or code.startswith("CD")
