"""A text can hold anything: each gives findings or one clear line about the file, and nothing else is lost."""

import io
import json
import os

import pytest

from copydesk.cli import run

HOSTILE = {
    "zero bytes": b"",
    "one byte": b"a",
    "NUL": b"\0" * 50,
    "invalid UTF-8": b"\xff\xfa\x80abc\xe3\x81",
    "UTF-16": "\ufeff# 港\n\n朝は早い。\n".encode("utf-16-le"),
    "lone CR": b"a\rb\r\rc",
    "a long line": ("これは長い文です。**強調**と「括弧」があります。" * 40_000).encode(),
    "many lines": b"word\n" * 30_000,
    "nested quotes": b"> " * 10_000 + b"x",
    "nested lists": "".join(" " * 2 * n + "- a\n" for n in range(500)).encode(),
    "open brackets": ("「" * 100_000).encode(),
    "asterisks": b"*" * 200_000,
    "open tags": b"<code>" * 30_000,
    "open templates": b"{% raw " * 30_000,
    "markers": b"--E--\n" * 5_000,
    "table rules": b"|---" * 50_000,
    "front matter alone": b"---\ntitle: a\n---",
    "front matter unclosed": b"---\ntitle: a\n\ntext",
    "front matter anchors": b"---\na: &a [1]\nb: *a\n---\ntext",
    "front matter alias to itself": b"---\na: &a [*a]\n---\ntext",
    "front matter tabs": b"---\n\ta: 1\n---\ntext",
    "front matter bomb": b"---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 11))
    + b"---\ntext",
    "front matter nested": b"---\na: " + b"[" * 100_000 + b"\n---\ntext",
    "front matter of one long number": b"---\na: " + b"9" * 6_000 + b"\n---\ntext",
    "front matter TOML": b'+++\ntitle = "a"\n+++\ntext',
    "front matter TOML broken": b"+++\ntitle = \n+++\ntext",
    "front matter JSON": b'{\n"title": "a"\n}\ntext',
    "front matter JSON broken": b'{\n"title": \n}\ntext',
    "escape sequences": b"\x1b[31m**red\x1b[0m\n\n---END---\x1b]0;title\x07\n",
}


def lint(folder, *arguments):
    out, err = io.StringIO(), io.StringIO()
    here = os.getcwd()
    os.chdir(folder)
    try:
        status = run(["lint", "--isolated", *arguments], io.StringIO(), out, err)
    finally:
        os.chdir(here)
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_gives_findings_and_the_next_file_is_linted(name, tmp_path):
    (tmp_path / "a.md").write_bytes(HOSTILE[name])
    (tmp_path / "b.md").write_text("---END---\n", encoding="utf-8")
    status, out, err = lint(tmp_path, "--format", "json")
    report = json.loads(out)
    assert (status, report["errors"], err) == (1, [], "")
    assert "b.md" in {f["path"] for f in report["findings"]}
    for arguments in (("--format", "text"), ("--format", "github")):
        _, out, err = lint(tmp_path, *arguments)
        assert "\x1b" not in out + err
        assert "\x07" not in out + err
        assert "\0" not in out + err


def test_odd_files_are_named_and_the_rest_is_linted(tmp_path):
    (tmp_path / "x.md").mkdir()
    (tmp_path / "x.md" / "inner.md").write_text("---END---\n", encoding="utf-8")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "新しい\n👩‍👧.md").write_text("---END---\n", encoding="utf-8")
    status, out, err = lint(tmp_path)
    assert status == 1
    assert "x.md/inner.md:1:1" in out
    assert "新しい\\n👩‍👧.md:1:1" in out
    assert "gone.md" in err
    assert "\n\n" not in err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may read every file")
def test_an_unreadable_file_is_named(tmp_path):
    (tmp_path / "a.md").write_text("text", encoding="utf-8")
    (tmp_path / "a.md").chmod(0)
    _, _, err = lint(tmp_path)
    assert "a.md" in err
