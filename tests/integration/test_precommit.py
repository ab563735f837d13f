"""The hooks as a content repository uses them: a real pre-commit, a real commit that is refused and one that is not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SHIPPED = ("src", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

BAD = "A first part that ends well.\n\n---END---\n\nA second part that ends well.\n"
GOOD = "A first part that ends well.\n\nA second part that ends well.\n"


def clean_environment(home):
    """The environment without what a surrounding git or pre-commit put into it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "SKIP", "PYTHONPATH"))}
    return kept | {
        "PRE_COMMIT_HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }


class Repository:
    def __init__(self, path, environment):
        self.path, self.environment = path, environment
        path.mkdir(parents=True, exist_ok=True)
        self("git", "init", "--quiet", "--initial-branch", "main")

    def __call__(self, *command, status=0):
        done = subprocess.run(
            command, cwd=self.path, env=self.environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        output = done.stdout + done.stderr
        assert done.returncode == status, output
        return output

    def pre_commit(self, *arguments, status=0):
        return self(sys.executable, "-m", "pre_commit", *arguments, status=status)

    def write(self, name, text):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self("git", "add", "--", name)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """This project as a repository of hooks, committed as it stands in the working tree."""
    folder = tmp_path_factory.mktemp("hooks")
    repository = Repository(folder, clean_environment(tmp_path_factory.mktemp("home")))
    for name in SHIPPED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    repository("git", "add", "--all")
    repository("git", "commit", "--quiet", "-m", "hooks")
    return repository


@pytest.fixture
def posts(tmp_path, hooks):
    return Repository(tmp_path / "posts", hooks.environment)


def test_a_commit_with_a_leaked_marker_is_refused_and_the_mended_one_goes_through(posts, hooks):
    revision = hooks("git", "rev-parse", "HEAD").strip()
    posts.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {hooks.path}\n    rev: {revision}\n    hooks:\n      - id: copydesk\n",
    )
    posts.pre_commit("install")
    posts.write("posts/港 の一日.md", BAD)
    posts.write("data.txt", BAD)
    refused = posts("git", "commit", "-m", "add a post", status=1)
    assert "posts/港 の一日.md:3:1: error FB001" in refused
    assert "data.txt" not in refused
    posts.write("posts/港 の一日.md", GOOD)
    posts("git", "commit", "-m", "add a post")
    posts.write("notes.txt", "no text to lint\n")
    assert "Skipped" in posts("git", "commit", "-m", "nothing to lint")


def test_the_whole_repository_is_linted_by_the_other_hook(posts, hooks):
    posts.write("old.md", BAD)
    posts.write(".gitignore", "drafts/\n")
    posts("git", "commit", "--quiet", "-m", "from before the hook")
    (posts.path / "drafts").mkdir()
    (posts.path / "drafts" / "ignored.md").write_text(BAD, encoding="utf-8")
    posts.write("new.md", GOOD)
    refused = posts.pre_commit("try-repo", str(hooks.path), "copydesk-all", "--verbose", status=1)
    assert "old.md:3:1: error FB001" in refused
    assert "ignored.md" not in refused
    assert "1 finding in 2 files" in refused
