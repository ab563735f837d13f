"""Which renderer a file is published with, told by the site's own files. They are read, never run."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_LIMIT = 1 << 20  # bytes of a configuration file that are read
_SCRIPT = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts")
_DATA = (".toml", ".yaml", ".yml", ".json")
_HUGO_KEY = re.compile(r"^\s*[\"']?(?:baseURL|languageCode|markup|theme|params)\b", re.M | re.I)


class Site(NamedTuple):
    """What a folder's files say: the ``generator``, the ``dialect`` it renders, and the ``file`` that told."""

    dialect: str
    generator: str = ""
    file: str = ""


class _Folder:
    """A folder and the names in it; files are read when a rule of the table asks for them."""

    def __init__(self, path: str, names: frozenset[str]) -> None:
        self.path, self.names = path, names

    def read(self, name: str) -> str:
        """The text of a file in the folder; empty when it cannot be read."""
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return file.read(_LIMIT).decode("utf-8-sig", "replace")
        except OSError:
            return ""

    def packages(self) -> Mapping[str, object]:
        """The dependencies that ``package.json`` names, with their versions."""
        if "package.json" not in self.names:
            return {}
        data = _json(self.read("package.json"))
        found: dict[str, object] = {}
        for key in ("dependencies", "devDependencies"):
            part = data.get(key) if isinstance(data, dict) else None
            found.update(part if isinstance(part, dict) else {})
        return found

    def child(self, name: str) -> _Folder:
        """A folder inside this one."""
        path = os.path.join(self.path, name)
        return _Folder(path, _names(path))


def site_of(path: str) -> Site:
    """The site that the file at ``path`` belongs to: the nearest folder upward that says, up to the repository's root.

    Without one the dialect is ``commonmark``; MDX pages of a site that renders CommonMark are ``mdx``.
    """
    site = _site(os.path.dirname(os.path.abspath(path)))
    return site._replace(dialect="mdx") if path.endswith(".mdx") and site.dialect in ("commonmark", "gfm") else site


def notices(paths: Iterable[str], configured: str) -> Iterator[str]:
    """For people: what was found out about the renderer of ``paths``, a line for each site."""
    counts: dict[Site, int] = {}
    for path in paths:
        site = Site(configured) if configured != "auto" else site_of(path)
        counts[site] = counts.get(site, 0) + 1
    for site, count in counts.items():
        files = f"{count} file{'s' if count != 1 else ''}"
        if configured != "auto":
            why = "as markdown.dialect says"
        elif site.file:
            why = f"{site.generator}, found by {os.path.relpath(site.file)}"
        else:
            why = "no site configuration found; set markdown.dialect if that is wrong"
        yield f"{files}: bold is judged as {site.dialect} ({why})"


@lru_cache(maxsize=4096)
def _site(path: str) -> Site:
    names = _names(path)
    folder = _Folder(path, names)
    for sign, generator, judge in _SIGNS:
        for name in sign:
            if name in names and (dialect := judge(folder, name)):
                return Site(dialect, generator, os.path.join(path, name))
    parent = os.path.dirname(path)
    if parent == path or ".git" in names:
        return Site("commonmark")
    return _site(parent)


def _names(path: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(path))
    except OSError:
        return frozenset()


def _jekyll(folder: _Folder, name: str) -> str:
    """Jekyll's ``markdown:`` setting names the renderer; Hexo has a file of the same name."""
    if "hexo" in folder.packages():
        return _javascript(folder, name)
    renderer = re.search(r"^markdown\s*[:=]\s*[\"']?(\w+)", folder.read(name), re.M)
    renderers = {"commonmark": "commonmark", "commonmarkghpages": "gfm", "gfm": "kramdown"}
    return renderers.get(renderer[1].lower(), "kramdown") if renderer else "kramdown"


def _hugo(folder: _Folder, name: str) -> str:
    if name.startswith("config.") and not _HUGO_KEY.search(folder.read(name)):
        return ""  # the configuration of something else
    if name == "config":
        default = folder.child(name).child("_default")
        texts = [(n, default.read(n)) for n in sorted(default.names) if n.startswith(("hugo.", "config.", "markup."))]
        if not texts:
            return ""
    else:
        texts = [(name, folder.read(name))]
    return "goldmark-cjk" if any(_escaped_space(n, text) for n, text in texts) else "goldmark"


def _escaped_space(name: str, text: str) -> bool:
    """Whether Goldmark's CJK extension is on and swallows escaped spaces."""
    if not re.search("escapedSpace", text, re.I):
        return False
    if name.endswith((".yaml", ".yml")):
        block = re.search(r"^([ \t]*)cjk:[ \t]*(?:#.*)?\n((?:\1[ \t]+.*\n?|[ \t]*\n)*)", text, re.M | re.I)
        on = (
            [re.search(rf"^\s*{key}:\s*true\b", block[2], re.M | re.I) for key in ("enable", "escapedSpace")]
            if block
            else []
        )
        return bool(on) and all(on)
    data: object = _json(text)
    if name.endswith(".toml"):
        import tomllib

        try:
            data = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            return False
    for key in ("extensions", "cjk") if name.startswith("markup.") else ("markup", "goldmark", "extensions", "cjk"):
        if name.startswith("markup.") and key == "extensions":
            data = _get(data, "goldmark")
        data = _get(data, key)
    return _get(data, "enable") is True and _get(data, "escapedSpace") is True


def _get(data: object, key: str) -> object:
    """A value by its key in any case, as Hugo reads them; ``None`` when there is none."""
    if not isinstance(data, dict):
        return None
    return next((v for k, v in data.items() if isinstance(k, str) and k.lower() == key.lower()), None)


def _javascript(folder: _Folder, name: str) -> str:
    packages = folder.packages()
    names = " ".join(packages) + (folder.read(name) if name.endswith(_SCRIPT) else "")
    return "cjk-friendly" if "cjk-friendly" in names else "commonmark"


def _docusaurus(folder: _Folder, name: str) -> str:
    return "cjk-friendly" if _javascript(folder, name) == "cjk-friendly" else "mdx"


def _vitepress(folder: _Folder, name: str) -> str:
    inside = folder.child(name)
    config = next((n for n in sorted(inside.names) if n.startswith("config.") and n.endswith(_SCRIPT)), "")
    return _friendly_since_2(folder, "vitepress", inside.read(config) if config else "")


def _rspress(folder: _Folder, name: str) -> str:
    return _friendly_since_2(folder, "rspress", folder.read(name))


def _friendly_since_2(folder: _Folder, package: str, text: str) -> str:
    """From their second version on, both pair in the CJK-friendly way unless told not to; before, by a plugin."""
    if re.search(r"cjkFriendly(?:Emphasis)?\s*:\s*false", text):
        return "commonmark"
    packages = folder.packages()
    version = str(packages.get(package, packages.get(f"@{package}/core", "")))
    if "cjk-friendly" in text or not re.match(r"\D*[01]\b", version):
        return "cjk-friendly"
    return _javascript(folder, "")


def _package(name: str) -> Callable[[_Folder, str], str]:
    return lambda folder, _: "commonmark" if name in folder.packages() else ""


def _is(dialect: str) -> Callable[[_Folder, str], str]:
    return lambda folder, _: dialect


def _scripts(*stems: str) -> tuple[str, ...]:
    return tuple(stem + ending for stem in stems for ending in _SCRIPT)


# File names, the generator they belong to, and what its renderer is. The first that says something counts.
_SIGNS: tuple[tuple[tuple[str, ...], str, Callable[[_Folder, str], str]], ...] = (
    (("mkdocs.yml", "mkdocs.yaml"), "MkDocs", _is("python-markdown")),
    (("zensical.toml",), "Zensical", _is("python-markdown")),
    (("pelicanconf.py",), "Pelican", _is("python-markdown")),
    (_scripts("docusaurus.config"), "Docusaurus", _docusaurus),
    (_scripts("astro.config"), "Astro", _javascript),
    ((".vitepress",), "VitePress", _vitepress),
    (_scripts("rspress.config"), "Rspress", _rspress),
    ((*_scripts("eleventy.config"), ".eleventy.js"), "Eleventy", _javascript),
    (_scripts("next.config", "gatsby-config", "nuxt.config", "svelte.config"), "a JavaScript site", _javascript),
    (tuple("hugo" + ending for ending in _DATA), "Hugo", _hugo),
    (("_config.yml", "_config.yaml", "_config.toml"), "Jekyll", _jekyll),
    ((*("config" + ending for ending in _DATA), "config"), "Hugo", _hugo),
    (("qiita.config.json",), "Qiita CLI", _is("gfm")),
    (("package.json",), "Zenn CLI", _package("zenn-cli")),
    (("book.toml",), "mdBook", _is("commonmark")),
)


def _json(text: str) -> object:
    try:
        import json  # here: most sites say it in YAML

        return json.loads(text)
    except (ValueError, RecursionError):
        return None
