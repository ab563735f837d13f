"""Standard input, output files, several formats, and a whole process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"


def process(*arguments, cwd, stdin=b"", environment=None, **options):
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments],
        cwd=cwd, input=stdin, capture_output=True, check=False,
        env=os.environ | {"PYTHONPATH": str(SRC)} | (environment or {}), **options,
    )  # fmt: skip


def test_standard_input_has_a_name(desk, word_rule):
    result = desk.json("-", "--select", "ZZ001", "--stdin-filename", "./posts/x.md", stdin="猫\r\nxyzzy".encode())
    assert result.findings == [("posts/x.md", 2, "ZZ001")]
    assert desk.json("-", "--select", "ZZ001", stdin=b"xyzzy").findings == [("stdin.md", 1, "ZZ001")]


def test_standard_input_follows_the_configuration_of_its_name(desk, word_rule):
    desk.write("copydesk.toml", 'select = ["ZZ001"]\n[per-file-ignores]\n"old/**" = ["ZZ001"]\n')
    assert desk.json("-", "--stdin-filename", "old/x.md", stdin=b"xyzzy").findings == []
    absolute = str(desk.folder / "new" / "x.md")
    assert desk.json("-", "--stdin-filename", absolute, stdin=b"xyzzy").findings == [("new/x.md", 1, "ZZ001")]


def test_several_formats_at_once(desk, word_rule):
    desk.write("a.md", "xyzzy")
    result = desk.lint(
        "--select", "ZZ001", "--format", "text", "--format", "json=out.json", "--format", "github=gh.txt"
    )
    assert result.status == 1
    assert "a.md:1:1: warning ZZ001" in result.out
    assert '"rule": "ZZ001"' in (desk.folder / "out.json").read_text(encoding="utf-8")
    assert (desk.folder / "gh.txt").read_text(encoding="utf-8").startswith("::warning file=a.md")


def test_the_output_file_is_utf_8_with_its_own_newlines(desk, word_rule):
    word_rule.word = "猫"
    desk.write("a.md", "猫")
    result = desk.lint("--select", "ZZ001", "--output", "out.txt")
    assert result.out == ""
    assert "猫 stands here".encode() in (desk.folder / "out.txt").read_bytes()


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "utf-8"])
def test_output_is_utf_8_whatever_the_locale_says(tmp_path, encoding):
    (tmp_path / "猫.md").write_text("前の文です。\n\n---END---\n\n次の文です👍。\n", encoding="utf-8")
    done = process("lint", "--lang", "ja", cwd=tmp_path, environment={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert done.returncode == 1, done.stderr
    assert "猫.md:3:1: エラー FB001" in done.stdout.decode()


def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    for number in range(300):
        (tmp_path / f"{number}.md").write_text("Text.\n\n---END---\n\nText.\n" * 50, encoding="utf-8")
    command = f'"{sys.executable}" -m copydesk lint | head -n 1'
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(SRC)},
        check=False,
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_a_clean_run_imports_nothing_heavy(tmp_path):
    """The start of every call: what it does not need is not imported."""
    (tmp_path / "a.md").write_text("A plain text of one sentence.\n", encoding="utf-8")
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['copydesk', 'lint', '--isolated', 'a.md']\n"
        "from copydesk.__main__ import main\n"
        "assert main() == 0\n"
        "print(*sorted(m for m in set(sys.modules) - before if '.' not in m), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(SRC)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    heavy = {
        "jsonschema", "referencing", "yaml", "frontmatter", "rapidfuzz", "wcwidth", "pathspec", "tomllib", "json",
        "multiprocessing", "difflib", "unittest", "asyncio", "logging", "importlib.metadata", "traceback",
    }  # fmt: skip
    assert sorted(heavy.intersection(done.stderr.split())) == []
