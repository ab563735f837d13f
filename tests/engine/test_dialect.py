"""The renderer of a site, told by its own files."""

import io

import pytest

from copydesk import cli
from copydesk.engine import dialect

SITES = [
    ("nothing at all", {}, "posts/a.md", "commonmark", ""),
    ("Jekyll", {"_config.yml": "title: A\n"}, "_posts/a.md", "kramdown", "_config.yml"),
    ("Jekyll with another renderer", {"_config.yml": "markdown: CommonMarkGhPages\n"}, "a.md", "gfm", "_config.yml"),
    ("Jekyll, quoted", {"_config.yml": "markdown: 'CommonMark'\n"}, "a.md", "commonmark", "_config.yml"),
    (
        "Hexo",
        {"_config.yml": "", "package.json": '{"dependencies": {"hexo": "7"}}'},
        "a.md",
        "commonmark",
        "_config.yml",
    ),
    ("Hugo", {"hugo.toml": 'baseURL = "/"\n'}, "content/posts/a.md", "goldmark", "hugo.toml"),
    ("Hugo of old", {"config.yaml": "baseURL: /\n"}, "content/a.md", "goldmark", "config.yaml"),
    ("a config.toml of something else", {"config.toml": "[tool]\nx = 1\n"}, "a.md", "commonmark", ""),
    ("Hugo, in a folder", {"config/_default/hugo.json": "{}"}, "a.md", "goldmark", "config"),
    (
        "Hugo with escaped spaces, TOML",
        {"hugo.toml": "[markup.goldmark.extensions.cjk]\nenable = true\nescapedSpace = true\n"},
        "content/a.md",
        "goldmark-cjk",
        "hugo.toml",
    ),
    (
        "Hugo with escaped spaces, YAML",
        {
            "hugo.yaml": "markup:\n  goldmark:\n    extensions:\n      cjk:\n        enable: true\n        escapedSpace: true\n"
        },
        "content/a.md",
        "goldmark-cjk",
        "hugo.yaml",
    ),
    (
        "Hugo with escaped spaces, JSON, in any case",
        {"hugo.json": '{"markup": {"goldmark": {"extensions": {"cjk": {"enable": true, "escapedspace": true}}}}}'},
        "content/a.md",
        "goldmark-cjk",
        "hugo.json",
    ),
    (
        "Hugo with escaped spaces, in a folder",
        {"config/_default/markup.toml": "[goldmark.extensions.cjk]\nenable = true\nescapedSpace = true\n"},
        "content/a.md",
        "goldmark-cjk",
        "config",
    ),
    (
        "Hugo with the extension off",
        {"hugo.toml": "[markup.goldmark.extensions.cjk]\nenable = false\nescapedSpace = true\n"},
        "content/a.md",
        "goldmark",
        "hugo.toml",
    ),
    ("Hugo, broken", {"hugo.toml": "escapedSpace = = [\n"}, "content/a.md", "goldmark", "hugo.toml"),
    ("Astro", {"astro.config.mjs": "export default {}"}, "src/content/a.md", "commonmark", "astro.config.mjs"),
    ("Astro, MDX", {"astro.config.mjs": "export default {}"}, "src/content/a.mdx", "mdx", "astro.config.mjs"),
    (
        "Astro with the plugin",
        {"astro.config.ts": "import cjk from 'remark-cjk-friendly'"},
        "src/content/a.mdx",
        "cjk-friendly",
        "astro.config.ts",
    ),
    ("Docusaurus", {"docusaurus.config.js": ""}, "docs/a.md", "mdx", "docusaurus.config.js"),
    (
        "Docusaurus with the plugin",
        {"docusaurus.config.ts": "", "package.json": '{"dependencies": {"remark-cjk-friendly": "1"}}'},
        "docs/a.md",
        "cjk-friendly",
        "docusaurus.config.ts",
    ),
    ("MkDocs", {"mkdocs.yml": "site_name: A\n"}, "docs/a.md", "python-markdown", "mkdocs.yml"),
    ("VitePress 2", {".vitepress/config.ts": ""}, "guide/a.md", "cjk-friendly", ".vitepress"),
    (
        "VitePress 1",
        {".vitepress/config.ts": "", "package.json": '{"devDependencies": {"vitepress": "^1.6.4"}}'},
        "guide/a.md",
        "commonmark",
        ".vitepress",
    ),
    (
        "VitePress 2, told not to",
        {".vitepress/config.ts": "markdown: { cjkFriendlyEmphasis: false }"},
        "guide/a.md",
        "commonmark",
        ".vitepress",
    ),
    ("Rspress", {"rspress.config.ts": ""}, "docs/a.mdx", "cjk-friendly", "rspress.config.ts"),
    ("Zenn", {"package.json": '{"dependencies": {"zenn-cli": "1"}}'}, "articles/a.md", "commonmark", "package.json"),
    ("Qiita", {"qiita.config.json": "{}", "package.json": "{}"}, "public/a.md", "gfm", "qiita.config.json"),
    ("a package.json that is none", {"package.json": "[1"}, "a.md", "commonmark", ""),
    (
        "the nearest folder counts",
        {"_config.yml": "", "docs/mkdocs.yml": ""},
        "docs/docs/a.md",
        "python-markdown",
        "docs/mkdocs.yml",
    ),
    ("the repository ends the search", {"_config.yml": "", "sub/.git/HEAD": ""}, "sub/a.md", "commonmark", ""),
]


@pytest.fixture
def site(tmp_path):
    """Write files below a repository's root; return its path."""
    dialect._site.cache_clear()
    (tmp_path / ".git").mkdir()

    def write(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(("files", "path", "expected", "file"), [s[1:] for s in SITES], ids=[s[0] for s in SITES])
def test_a_site_is_known_by_its_files(site, files, path, expected, file):
    root = site(files)
    found = dialect.site_of(str(root / path))
    assert found.dialect == expected
    assert found.file == (str(root / file) if file else "")


def test_verbose_says_what_was_found_and_from_which_file(site, monkeypatch):
    root = site({"_config.yml": "", "_posts/a.md": "本文です。\n", "_posts/b.md": "本文です。\n"})
    monkeypatch.chdir(root)
    errors = io.StringIO()
    cli.run(["lint", "--isolated", "--verbose", "--select", "BM", "_posts"], io.StringIO(), io.StringIO(), errors)
    assert errors.getvalue() == "copydesk: 2 files: bold is judged as kramdown (Jekyll, found by _config.yml)\n"


def test_a_configured_dialect_is_not_searched_for(site):
    root = site({"_config.yml": ""})
    (line,) = dialect.notices([str(root / "a.md")], "gfm")
    assert line == "1 file: bold is judged as gfm (as markdown.dialect says)"


def test_without_a_site_the_notice_says_what_to_do(site):
    root = site({})
    (line,) = dialect.notices([str(root / "a.md")], "auto")
    assert (
        line
        == "1 file: bold is judged as commonmark (no site configuration found; set markdown.dialect if that is wrong)"
    )
