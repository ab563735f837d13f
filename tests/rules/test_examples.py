"""Every rule's own examples: the bad ones are found where they say, the good ones are left alone."""

import pytest

from copydesk.core import examples
from copydesk.core.document import Document
from copydesk.core.model import Context
from copydesk.core.rule import FileRule, discover
from copydesk.core.source import Source
from copydesk.engine.site import load_schema

CASES = [
    pytest.param(rule, example, id=f"{code}-{'bad' if example.bad else 'good'}-{n}-{example.lang}")
    for code, rule in discover().items()
    if isinstance(rule, FileRule)
    for n, example in enumerate(examples.load(code), 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule, example, tmp_path):
    schema = load_schema(example.schema, tmp_path) if example.schema else None
    context = Context(
        dialect=example.dialect, schema=schema, schema_name=example.schema, schema_required=bool(example.schema)
    )
    document = Document(Source(example.text.encode(), example.path), context)
    found = list(rule.check(document, rule.Options(**example.options)))
    places = [document.source.place(f.where) for f in found]
    shown = [f"{p.line}:{p.column}-{p.end_line}:{p.end_column}" for p in places]
    if example.at:
        assert sorted(shown) == sorted(example.at), [f.values for f in found]
    else:
        assert bool(found) == example.bad, (shown, [(f.key, f.values) for f in found])


@pytest.mark.parametrize("code", [c for c, r in discover().items() if isinstance(r, FileRule)])
def test_a_rule_has_good_and_bad_examples(code):
    assert {e.bad for e in examples.load(code)} == {True, False}
