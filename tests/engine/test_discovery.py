"""From paths to files: endings, folders, .gitignore, exclude, links."""

import os

import pytest

GITIGNORE = [
    # .gitignore files, files, what is linted
    ({".gitignore": "drafts/\n"}, ["a.md", "drafts/b.md"], ["a.md"]),
    ({".gitignore": "*.md\n!keep.md\n"}, ["a.md", "keep.md", "deep/keep.md"], ["deep/keep.md", "keep.md"]),
    ({".gitignore": "/top.md\n"}, ["top.md", "deep/top.md"], ["deep/top.md"]),
    ({"deep/.gitignore": "*.md\n"}, ["a.md", "deep/b.md"], ["a.md"]),
    ({".gitignore": "*.md\n", "deep/.gitignore": "!b.md\n"}, ["a.md", "deep/b.md", "deep/c.md"], ["deep/b.md"]),
    ({".gitignore": "deep/\n", "deep/.gitignore": "!b.md\n"}, ["a.md", "deep/b.md"], ["a.md"]),
    ({".gitignore": "**/old/*.md\n"}, ["x/old/a.md", "x/new/a.md"], ["x/new/a.md"]),
    ({".gitignore": "# a.md\n\\#b.md\n"}, ["a.md", "#b.md"], ["a.md"]),
    ({".gitignore": "!\n[z-a]\na.md\n"}, ["a.md", "b.md"], ["b.md"]),
    ({".gitignore": b"\xff\xfe\n"}, ["a.md"], ["a.md"]),
    ({}, ["a.md", "b.markdown", "c.mdown", "d.mdx", "e.txt", "f.MD", "md", "g.md.bak"],
     ["a.md", "b.markdown", "c.mdown", "d.mdx"]),
    ({}, ["node_modules/a.md", ".git/b.md", ".venv/c.md", ".github/d.md"], [".github/d.md"]),
]  # fmt: skip


@pytest.mark.parametrize(("ignores", "files", "linted"), GITIGNORE)
def test_gitignore(desk, word_rule, ignores, files, linted):
    for name, content in ignores.items():
        desk.write(name, content)
    for name in files:
        desk.write(name, "xyzzy")
    assert [path for path, _, _ in desk.json("--select", "ZZ001").findings] == linted


def test_gitignore_of_the_repository_holds_below_a_named_folder(desk, word_rule):
    desk.write(".gitignore", "secret.md\n")
    desk.write("posts/secret.md", "xyzzy")
    desk.write("posts/open.md", "xyzzy")
    assert desk.json("--select", "ZZ001", "posts").findings == [("posts/open.md", 1, "ZZ001")]
    assert len(desk.json("--select", "ZZ001", "posts/secret.md").findings) == 1, "a file that is named is linted"
    desk.write("copydesk.toml", "respect-gitignore = false\n")
    assert len(desk.json("--select", "ZZ001").findings) == 2


@pytest.mark.parametrize(
    ("globs", "linted"),
    [
        ("['drafts/']", ["a.md", "deep/b.md"]),
        ("['drafts/**', 'deep']", ["a.md"]),
        ("['*.md']", []),
        ("['/a.md']", ["deep/b.md", "drafts/c.md"]),
        ("['*.md', '!a.md']", ["a.md"]),
        ("[]", ["a.md", "deep/b.md", "drafts/c.md"]),
    ],
)
def test_exclude(desk, word_rule, monkeypatch, globs, linted):
    desk.write("copydesk.toml", f"select = ['ZZ001']\nexclude = {globs}\n")
    for name in ("a.md", "deep/b.md", "drafts/c.md"):
        desk.write(name, "xyzzy")
    assert [path for path, _, _ in desk.json().findings] == linted
    named = desk.json("a.md", "deep/b.md", "drafts/c.md")
    assert [path for path, _, _ in named.findings] == linted, "a hook names files, and exclude holds for them too"
    monkeypatch.chdir(desk.folder / "deep")
    assert [path for path, _, _ in desk.json().findings] == [p[5:] for p in linted if p.startswith("deep/")]


def test_a_file_is_linted_once_however_often_it_is_named(desk, word_rule):
    desk.write("posts/a.md", "xyzzy")
    paths = ["posts", "posts/a.md", "./posts//a.md", desk.folder / "posts" / "a.md", "posts/../posts/a.md"]
    result = desk.json("--select", "ZZ001", *paths)
    assert result.findings == [("posts/a.md", 1, "ZZ001")]
    assert result.report["summary"]["files"] == 1


def test_a_named_file_is_linted_whatever_its_ending(desk, word_rule):
    desk.write("notes.txt", "xyzzy")
    assert desk.json("--select", "ZZ001", "notes.txt").findings == [("notes.txt", 1, "ZZ001")]


def test_links(desk, word_rule):
    desk.write("elsewhere/real.txt", "xyzzy")
    (desk.folder / "to-file.md").symlink_to("elsewhere/real.txt")
    (desk.folder / "loop").symlink_to(".")
    (desk.folder / "nowhere.md").symlink_to("gone.md")
    (desk.folder / "round.md").symlink_to("round.md")
    result = desk.json("--select", "ZZ001")
    assert result.findings == [("to-file.md", 1, "ZZ001")]
    assert [e["path"] for e in result.report["errors"]] == ["nowhere.md", "round.md"]
    assert result.report["summary"]["files"] == 1


def test_a_pipe_in_a_folder_is_not_waited_for(desk):
    os.mkfifo(desk.folder / "pipe.md")
    assert desk.json().report["summary"]["files"] == 0


def test_a_file_outside_the_working_directory_is_named_from_it(desk, word_rule, monkeypatch):
    desk.write("a.md", "xyzzy")
    desk.write("sub/x")
    monkeypatch.chdir(desk.folder / "sub")
    assert desk.json("--select", "ZZ001", "../a.md").findings == [("../a.md", 1, "ZZ001")]
