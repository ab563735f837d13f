"""Rules that compare files: what is read, what is reported, and that it does not depend on how the work is split."""

import pytest


@pytest.fixture
def posts(desk, first_line_rule):
    for name, text in {"a.md": "same", "b.md": "other", "old/c.md": "same", "old/d.md": "other"}.items():
        desk.write(name, f"{text}\n")
    return desk


def test_files_of_the_call_are_compared(posts):
    assert posts.json("--select", "ZZ002").findings == [("old/c.md", 1, "ZZ002"), ("old/d.md", 1, "ZZ002")]
    (finding, _) = posts.json("--select", "ZZ002", "--lang", "en").report["findings"]
    assert finding["message"] == "the first line is that of a.md"
    assert finding["related"] == [
        {"path": "a.md", "line": 1, "column": 1, "end_line": 1, "end_column": 5, "message": "first here"}
    ]


def test_nothing_else_is_read_by_default(posts):
    assert posts.json("--select", "ZZ002", "old/c.md").findings == []


def test_the_corpus_is_read_and_not_reported(posts, monkeypatch):
    posts.write("copydesk.toml", 'select = ["ZZ002"]\ncorpus = ["**/*.md"]\n')
    result = posts.json("old/c.md")
    assert result.findings == [("old/c.md", 1, "ZZ002")]
    assert result.report["summary"]["files"] == 1
    assert posts.json("a.md").findings == [], "a finding lies on the later copy"
    assert posts.json("-", "--stdin-filename", "new.md", stdin=b"same\n").findings == [("new.md", 1, "ZZ002")]
    monkeypatch.chdir(posts.folder / "old")
    assert posts.json("d.md").findings == [("d.md", 1, "ZZ002")]
    posts.write("copydesk.toml", 'select = ["ZZ002"]\ncorpus = ["old/"]\nexclude = ["old/d.md"]\n')
    monkeypatch.chdir(posts.folder)
    assert posts.json("b.md").findings == []


def test_the_line_is_shown_though_the_rule_saw_facts_only(posts):
    assert "    1 | same\n      | ^^^^\n" in posts.lint("--select", "ZZ002").out
    piped = posts.lint("--select", "ZZ002", "--config", posts.write("x.toml", "corpus = ['*.md']"), "-", stdin=b"same")
    assert "    1 | same\n" in piped.out


def test_per_file_ignores_hold_for_the_report_and_not_for_the_reading(posts):
    posts.write("copydesk.toml", 'select = ["ZZ002"]\n[per-file-ignores]\n"old/c.md" = ["ZZ002"]\n')
    assert posts.json().findings == [("old/d.md", 1, "ZZ002")]


def test_a_crash_of_the_comparison_is_reported(posts, monkeypatch):
    from conftest import FirstLine

    monkeypatch.setattr(FirstLine, "check", lambda *_: 1 / 0)
    result = posts.json("--select", "ZZ002,FB")
    assert result.status == 3
    assert [(e["kind"], e["rule"]) for e in result.report["errors"]] == [("crash", "ZZ002")]


def test_workers_give_the_report_of_one_process(desk, word_rule, first_line_rule, monkeypatch):
    from copydesk.engine import workers

    monkeypatch.setattr(workers, "_WORTH_IT", 0)
    monkeypatch.setattr(workers, "_CHUNK", 60)
    for number in range(40):
        desk.write(f"{number % 7}/{number}.md", f"{number % 5}\n\n{'xyzzy ' * (number % 4)}\n")
    (desk.folder / "gone.md").symlink_to("nowhere")
    desk.write("copydesk.toml", 'corpus = ["**"]\n')
    one, three = (desk.json("--jobs", jobs) for jobs in (1, 3))
    assert one.report == three.report
    assert one.status == three.status == 1
    assert len(one.findings) > 40
    batches = [desk.json("--jobs", 2, *(f"{n % 7}/{n}.md" for n in range(start, 40, 4))) for start in range(4)]
    together = sorted(f["fingerprint"] for batch in batches for f in batch.report["findings"])
    assert together == sorted(f["fingerprint"] for f in one.report["findings"])
