"""What all tests share: the command on streams of memory, in a working directory of its own, and rules for one test."""

import io
import json
from dataclasses import dataclass

import pytest

from copydesk import cli
from copydesk.core.model import Finding
from copydesk.core.rule import CorpusRule, FileRule, discover
from copydesk.core.source import Span


@dataclass
class Result:
    status: int
    out: str
    err: str

    @property
    def report(self):
        return json.loads(self.out)

    @property
    def findings(self):
        return [(f["path"], f["line"], f["rule"]) for f in self.report["findings"]]


class Desk:
    """A folder of texts and the command in it."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, content=""):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *arguments, stdin=b"", terminal=False):
        streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="") for data in (stdin, b"", b"")]
        for stream in streams[1:]:
            stream.isatty = lambda: terminal
        status = cli.run([str(a) for a in arguments], *streams)
        for stream in streams[1:]:
            stream.flush()
        return Result(status, *(s.buffer.getvalue().decode() for s in streams[1:]))

    def lint(self, *arguments, **streams):
        return self.run("lint", *arguments, **streams)

    def json(self, *arguments, **streams):
        return self.run("lint", "--format", "json", *arguments, **streams)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()  # a boundary: nothing above it is configuration or .gitignore
    return Desk(tmp_path)


@pytest.fixture
def register():
    """Add rules to the registry for the length of a test."""
    added = []

    def add(rule):
        assert rule.code not in discover()
        discover()[rule.code] = rule
        added.append(rule.code)
        return rule

    yield add
    for code in added:
        del discover()[code]


class Word(FileRule):
    """Finds a word: the simplest rule there is."""

    code = "ZZ001"
    name = "a-word"
    word = "xyzzy"
    messages = {  # noqa: RUF012
        "found": {"en": "{word} stands here", "ja": "{word} があります"},
        "again": {"en": "and here", "ja": "ここにも"},
        "fix": {"en": "Remove {word}", "ja": "{word} を削除"},
    }

    def check(self, document, options):
        at = document.text.find(self.word)
        while at >= 0:
            yield Finding(self.code, "found", Span(at, at + len(self.word)), {"word": self.word})
            at = document.text.find(self.word, at + 1)


class FirstLine(CorpusRule):
    """Finds files whose first lines are the same: the simplest rule that compares files."""

    code = "ZZ002"
    name = "same-first-line"
    messages = {  # noqa: RUF012
        "same": {"en": "the first line is that of {other}", "ja": "1 行目が {other} と同じです"},
        "first": {"en": "first here", "ja": "最初はここ"},
    }

    def collect(self, document, options):
        line = document.source.line_span(1)
        return [document.text[line.start : line.end], *document.source.place(line)]

    def check(self, facts, options):
        from copydesk.core.model import Related
        from copydesk.core.source import Place

        first = {}
        for path, (line, *place) in sorted(facts.items()):
            if other := first.get(line):
                related = Related(Place(*facts[other][1:]), "first", {}, path=other)
                yield path, Finding(self.code, "same", Place(*place), {"other": other}, (related,), anchor=line)
            else:
                first[line] = path


@pytest.fixture
def word_rule(register):
    return register(Word())


@pytest.fixture
def first_line_rule(register):
    return register(FirstLine())
