"""The JSON report against its schema, on texts that carry every kind of finding."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from copydesk.core import examples
from copydesk.core.rule import discover

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_every_report_on_the_examples_is_valid(desk):
    for code in discover():
        for n, example in enumerate(examples.load(code)):
            folder = Path(example.path).parent
            desk.write(folder / f"{code}-{n}-{Path(example.path).name}", example.text)
    for lang in ("en", "ja"):
        result = desk.json("--select", "ALL", "--lang", lang)
        assert result.status == 1
        VALIDATOR.validate(result.report)
        summary = result.report["summary"]
        assert summary["findings"] == len(result.report["findings"]) > 0
        assert summary["error"] + summary["warning"] + summary["info"] == summary["findings"]


def test_a_report_with_errors_is_valid(desk, register):
    from conftest import Word

    class Broken(Word):
        def check(self, document, options):
            raise RuntimeError("on purpose")

    register(Broken())
    desk.write("a.md", "text")
    (desk.folder / "b.md").symlink_to("nowhere")
    result = desk.json("--select", "ZZ001")
    VALIDATOR.validate(result.report)
    assert result.status == 3
    assert [(e["kind"], e["path"], e["rule"]) for e in result.report["errors"]] == [
        ("crash", "a.md", "ZZ001"),
        ("unreadable", "b.md", None),
    ]


def test_an_empty_report_is_valid(desk):
    report = desk.json().report
    VALIDATOR.validate(report)
    assert report["findings"] == []


@pytest.mark.parametrize("change", ["finding", "summary", "top"])
def test_the_schema_knows_every_key(desk, word_rule, change):
    """A key that the reporter gains and the schema does not is a failure, and the schema asks for every key."""
    desk.write("a.md", "xyzzy")
    report = desk.json("--select", "ZZ001").report
    table = {"finding": report["findings"][0], "summary": report["summary"], "top": report}[change]
    for key in list(table):
        value = table.pop(key)
        assert not VALIDATOR.is_valid(report), key
        table[key] = value
    table["new"] = 1
    assert not VALIDATOR.is_valid(report)


def test_invalid_bytes_make_no_invalid_json(desk, word_rule):
    word_rule.word = "\udce3\udc81"
    desk.write("a.md", b"one \xe3\x81 two")
    report = desk.json("--select", "ZZ001").report
    assert report["findings"][0]["message"] == "\ufffd\ufffd stands here"
