"""The configuration file: found, read, and checked to the key, with the line of whatever is wrong in it."""

from __future__ import annotations

import dataclasses
import os
import re
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from copydesk.core.model import SEVERITIES, Severity
from copydesk.core.rule import Rule, discover

from .discovery import shown_path
from .errors import UsageError, closest
from .globs import is_pattern
from .policy import expand

FILE_NAMES = ("copydesk.toml", ".copydesk.toml", "pyproject.toml")

Dialect = Literal[
    "auto", "commonmark", "gfm", "kramdown", "cjk-friendly", "goldmark", "goldmark-cjk", "python-markdown", "mdx"
]


def _help(default: Any, text: str) -> Any:  # noqa: ANN401
    if isinstance(default, (list, dict)):
        return field(default_factory=type(default), metadata={"help": text})
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True)
class SchemaRule:
    """One ``[[schema]]`` table: which files' front matter a JSON Schema describes."""

    files: list[str] = _help([], "globs of the files that the schema is for")
    schema: str = _help("", "a path relative to the configuration file, or the name of a bundled schema")
    required: bool = _help(True, "whether a file without front matter is an FM001 finding")


@dataclass(frozen=True)
class Markdown:
    """The ``[markdown]`` table."""

    dialect: Dialect = _help("auto", "how the site's renderer pairs emphasis; auto reads the site's own files")


@dataclass(frozen=True)
class Config:
    """Everything that can be configured. Field names are the keys, with ``-`` for ``_``."""

    select: list[str] = _help([], "rules that run, instead of the default ones")
    extend_select: list[str] = _help([], "rules that run as well, opt-in ones for instance")
    ignore: list[str] = _help([], "rules that do not run")
    per_file_ignores: dict[str, list[str]] = _help({}, "rules that do not run on the files of a glob")
    severity: dict[str, str] = _help({}, "error, warning or info, by rule or code prefix")
    fail_on: Severity = _help("warning", "the least severity that makes the exit status 1")
    exclude: list[str] = _help([], "globs of files and folders that are not read")
    respect_gitignore: bool = _help(True, "leave out what .gitignore leaves out")
    corpus: list[str] = _help([], "globs of further files that cross-file rules read without reporting on them")
    lang: str = _help("", "two-letter language of the texts, when it should not be detected")
    jobs: int = _help(0, "processes to use; 0 is one a core")
    schema: list[SchemaRule] = _help([], "JSON Schemas for front matter")
    markdown: Markdown = field(default_factory=Markdown, metadata={"help": "the site's renderer"})
    rules: dict[str, dict[str, Any]] = _help({}, "options of single rules, by code or name")
    path: Path | None = field(default=None, metadata={"internal": True})
    rule_options: dict[str, Any] = field(default_factory=dict, metadata={"internal": True})

    @property
    def root(self) -> Path:
        """The folder that globs and schema paths are relative to."""
        return self.path.parent if self.path else Path.cwd()

    def relative(self, path: str) -> str | None:
        """``path`` as the globs of the configuration see it: relative to ``root``, with ``/``; ``None`` outside it."""
        try:
            relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        except ValueError:  # another drive
            return None
        return None if relative == ".." or relative.startswith("../") else relative


def find(start: Path) -> Path | None:
    """The nearest configuration file from ``start`` upward; a pyproject.toml counts when it has ``[tool.copydesk]``."""
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            candidate = folder / name
            if candidate.is_file() and (name != "pyproject.toml" or "[tool.copydesk" in _read(candidate)):
                return candidate
    return None


def load(path: Path) -> Config:
    """Read and check a configuration file. Raises ``UsageError`` with the line of what is wrong."""
    import tomllib

    from .site import load_schema

    text = _read(path)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        raise UsageError(f"not valid TOML: {error}", shown_path(path), line) from None
    table: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        data, table = data.get("tool", {}).get("copydesk", {}), ("tool", "copydesk")
    reader = _Reader(path, text, table)
    values = reader.table(Config, data, ())
    for key in ("select", "extend_select", "ignore"):
        reader.codes(values.get(key, []), (key,))
    for glob, codes in values.get("per_file_ignores", {}).items():
        reader.codes(codes, ("per_file_ignores", glob))
    for code, severity in values.get("severity", {}).items():
        reader.codes([code], ("severity", code))
        if severity not in SEVERITIES:
            reader.fail(f"severity of {code} is {severity!r}", ("severity", code), "it must be error, warning or info")
    for key in ("exclude", "corpus"):
        reader.globs(values.get(key, []), (key,))
    for glob in values.get("per_file_ignores", {}):
        reader.globs([glob], ("per_file_ignores", glob))
    for entry in values.get("schema", []):
        reader.globs(entry.files, ("schema", "files"))
        if not entry.files or not entry.schema:
            reader.fail("a [[schema]] needs both files and schema", ("schema",), 'for instance files = ["posts/**"]')
        try:
            load_schema(entry.schema, path.parent)
        except UsageError as error:
            if error.where:  # the schema file's own fault, at its own line
                raise
            reader.fail(error.problem, ("schema", "schema"), error.hint)
    options = {rule.code: opts for rule, opts in reader.rule_options(values.get("rules", {}))}
    return Config(**values, path=path, rule_options=options)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {getattr(error, 'strerror', None) or error}", shown_path(path)) from None


class _Reader:
    """Checks parsed TOML against dataclasses and knows the lines of the file for its errors."""

    def __init__(self, path: Path, text: str, table: tuple[str, ...]) -> None:
        self.path, self.lines, self.prefix = path, text.splitlines(), table

    def fail(self, problem: str, keys: tuple[str, ...], hint: str = "") -> None:
        raise UsageError(problem, shown_path(self.path), self.line(keys), hint)

    def line(self, keys: tuple[str, ...]) -> int | None:
        """The line on which the innermost of ``keys`` that can be found stands."""
        wanted = [*self.prefix, *(k.replace("_", "-") for k in keys)]
        current: list[str] = []
        best: int | None = None
        depth = 0
        for number, line in enumerate(self.lines, 1):
            if header := re.match(r"\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$", line):
                current = [
                    p.strip().strip("\"'") for p in re.split(r"\.(?=(?:[^\"']*[\"'][^\"']*[\"'])*[^\"']*$)", header[1])
                ]
                inside = [p.replace("_", "-") for p in current]
                if wanted[: len(inside)] == inside and len(inside) > depth:
                    best, depth = number, len(inside)
            elif pair := re.match(r"\s*(\"[^\"]*\"|'[^']*'|[\w.\-]+)\s*=", line):
                bare = pair[1][0] not in "\"'"
                inside = [*current, *(pair[1].split(".") if bare else [pair[1][1:-1]])]
                inside = [p.replace("_", "-") for p in inside]
                if wanted[: len(inside)] == inside and len(inside) > depth:
                    best, depth = number, len(inside)
        return best

    def table(self, shape: type[Any], data: Any, keys: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401
        """Keyword arguments for dataclass ``shape``; unknown keys and wrong types are errors."""
        if not isinstance(data, dict):
            self.fail(f"{_dotted(keys)} must be a table", keys)
        hints = get_type_hints(shape)
        known = {f.name: hints[f.name] for f in dataclasses.fields(shape) if not f.metadata.get("internal")}
        out: dict[str, Any] = {}
        for key, value in data.items():
            name = key.replace("-", "_")
            if name not in known:
                options = [n.replace("_", "-") for n in known]
                hint = closest(key, options) or f"known keys: {', '.join(options)}"
                self.fail(f"unknown key {_dotted((*keys, key))!r}", (*keys, key), hint)
            out[name] = self.value(known[name], value, (*keys, key))
        for f in dataclasses.fields(shape):
            low = f.metadata.get("min")
            if low is not None and f.name in out and out[f.name] < low:
                self.fail(f"{_dotted((*keys, f.name))} must be at least {low}", (*keys, f.name))
        return out

    def value(self, want: Any, value: Any, keys: tuple[str, ...]) -> Any:  # noqa: ANN401
        """``value``, checked against the type ``want``."""
        origin, args = get_origin(want), get_args(want)
        if dataclasses.is_dataclass(want):
            return want(**self.table(want, value, keys))  # type: ignore[arg-type, operator]
        if origin is Literal:
            if value not in args:
                hint = closest(str(value), list(args)) or f"it may be {', '.join(map(str, args))}"
                self.fail(f"{_dotted(keys)} is {value!r}", keys, hint)
            return value
        if origin in (list, tuple):
            if not isinstance(value, list):
                self.fail(f"{_dotted(keys)} must be a list, not {_kind(value)}", keys)
            return origin(self.value(args[0], item, keys) for item in value)
        if origin is dict:
            if not isinstance(value, dict):
                self.fail(f"{_dotted(keys)} must be a table, not {_kind(value)}", keys)
            return {k: self.value(args[1], v, (*keys, k)) for k, v in value.items()}
        if origin in (types.UnionType,):
            return self.value(next(a for a in args if a is not type(None)), value, keys)
        if want is Any:
            return value
        if want is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, want) or (want is not bool and isinstance(value, bool)):
            self.fail(f"{_dotted(keys)} must be {_NAMES[want]}, not {_kind(value)}", keys)
        return value

    def codes(self, codes: list[str], keys: tuple[str, ...]) -> None:
        """Check a list of rule codes, prefixes or names."""
        for code in codes:
            try:
                expand(code)
            except UsageError as error:
                self.fail(error.problem, keys, error.hint)

    def globs(self, patterns: list[str], keys: tuple[str, ...]) -> None:
        """Check a list of globs."""
        for pattern in patterns:
            if not is_pattern(pattern):
                self.fail(f"{pattern!r} is no glob", keys, "globs are written as in .gitignore, for instance drafts/**")

    def rule_options(self, tables: dict[str, dict[str, Any]]) -> list[tuple[Rule, Any]]:
        """The options of the rules that ``[rules.…]`` names, as instances of their dataclasses."""
        out = []
        for name, table in tables.items():
            codes = [r for r in discover().values() if name in (r.code, r.name)]
            if not codes:
                names = [n for r in discover().values() for n in (r.code, r.name)]
                self.fail(f"unknown rule {name!r}", ("rules", name), closest(name, names))
            rule = codes[0]
            values = self.table(rule.Options, table, ("rules", name))
            try:
                out.append((rule, rule.Options(**values)))
            except ValueError as error:  # what a rule says about the values of its own options
                self.fail(f"rules.{name}: {error}", ("rules", name, next(iter(values), "")))
        return out


_NAMES = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}


def _kind(value: Any) -> str:  # noqa: ANN401
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "a table" if isinstance(value, dict) else type(value).__name__)


def _dotted(keys: tuple[str, ...]) -> str:
    return ".".join(k.replace("_", "-") for k in keys)
