"""Workflow commands, read back by a parser written from GitHub's documentation."""

import re

import pytest

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*(?:=[^:]*)*)::(?P<data>.*)")


def parse(line):
    """A workflow command as a runner reads it."""
    command = COMMAND.fullmatch(line)
    assert command, line
    properties = dict(p.split("=", 1) for p in command["properties"].split(","))
    return command["level"], {k: decode(v) for k, v in properties.items()}, decode(command["data"])


def decode(text):
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


@pytest.mark.parametrize(
    "word", ["plain", "50%", "%0A", "a::b", "a,b:c", "::error::x", "]]>", "猫👍か\u3099", "quote\"'", "a=b"]
)
@pytest.mark.parametrize("name", ["post.md", "a b,c.md", "100%.md", "a:b.md", "猫 👍.md", "x=y.md", "two\nlines.md"])
def test_a_command_reads_back_as_the_finding(desk, word_rule, word, name):
    word_rule.word = word
    desk.write(name, f"one\ntwo {word} three\n")
    result = desk.lint("--select", "ZZ001", "--format", "github")
    (line,) = result.out.splitlines()
    assert parse(line) == (
        "warning",
        {
            "file": name,
            "line": "2",
            "endLine": "2",
            "col": "5",
            "endColumn": str(5 + len(word)),
            "title": "ZZ001 a-word",
        },
        f"{word} stands here",
    )


def test_a_finding_over_lines_has_no_columns(desk, word_rule):
    word_rule.word = "b\nc"
    desk.write("a.md", "a b\nc d\n")
    _, properties, data = parse(desk.lint("--select", "ZZ001", "--format", "github").out.rstrip("\n"))
    assert properties == {"file": "a.md", "line": "1", "endLine": "2", "title": "ZZ001 a-word"}
    assert data == "b\\nc stands here"


def test_related_places_are_lines_of_the_message(desk, first_line_rule):
    desk.write("a.md", "same")
    desk.write("b.md", "same")
    _, _, data = parse(desk.lint("--select", "ZZ002", "--format", "github").out.rstrip("\n"))
    assert data.splitlines() == ["the first line is that of a.md", "a.md:1:1: first here"]


def test_the_worst_come_first(desk, word_rule, first_line_rule):
    desk.write("copydesk.toml", 'severity = { ZZ001 = "info", ZZ002 = "error" }\n')
    desk.write("a.md", "xyzzy")
    desk.write("b.md", "xyzzy")
    lines = desk.lint("--select", "ZZ", "--format", "github").out.splitlines()
    assert [parse(line)[0] for line in lines] == ["error", "notice", "notice"]


def test_no_findings_no_commands(desk):
    desk.write("a.md", "fine\n")
    assert desk.lint("--format", "github").out == ""
