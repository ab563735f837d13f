"""What the repository says about how its files are published: read from the site's own files, never run."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.core.model import Context

from .dialect import site_of
from .errors import UsageError, closest
from .globs import matches

if TYPE_CHECKING:
    from .config import Config

_JEKYLL_NAME = re.compile(r"(?:^|/)_(?:posts|drafts)/(?:.*/)?[^/]+$")


def context_for(path: str, config: Config) -> Context:
    """The facts about the file at ``path`` (as reports show it) that its text does not hold.

    Raises ``UsageError`` when the configuration names a schema that cannot be read.
    """
    dialect: str = config.markdown.dialect
    if dialect == "auto":
        dialect = site_of(path).dialect
    schema, name, required = _schema(path, config)
    return Context(dialect, config.lang or None, schema, name, required)


def _schema(path: str, config: Config) -> tuple[dict[str, Any] | bool | None, str, bool]:
    """The schema of a file, its name, and whether the file must have front matter. Later ``[[schema]]`` tables win."""
    if config.schema:
        try:
            relative = os.path.relpath(os.path.abspath(path), config.root).replace(os.sep, "/")
        except ValueError:
            relative = path
        for entry in reversed(config.schema):
            if matches(entry.files, relative):
                return load_schema(entry.schema, config.root), entry.schema, entry.required
    if _JEKYLL_NAME.search(os.path.abspath(path).replace(os.sep, "/")):
        return load_schema("jekyll-post", Path()), "jekyll-post", True
    return None, "", False


def bundled_schemas() -> dict[str, Path]:
    """The schemas that copydesk brings along, by name: in the installed package, or in a checkout's ``schemas/``."""
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "schemas", here.parent.parent / "schemas"):
        if folder.is_dir():
            return {
                p.name.removesuffix(".schema.json"): p
                for p in sorted(folder.glob("*.schema.json"))
                if p.name not in ("report.schema.json", "configuration.schema.json")
            }
    return {}


@lru_cache(maxsize=64)
def load_schema(name: str, root: Path) -> dict[str, Any] | bool:
    """A bundled schema by its name, or one from a file. Raises ``UsageError`` when it is neither or no JSON."""
    import json

    bundled = bundled_schemas()
    path = bundled.get(name) or root / name
    if "://" in name:
        raise UsageError(
            f"schema {name!r} is an address", hint="copydesk reads local schemas only; save it beside the configuration"
        )
    if not path.is_file():
        raise UsageError(f"no schema {name!r}", hint=closest(name, list(bundled)) or f"bundled: {', '.join(bundled)}")
    try:
        schema = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"not a JSON Schema: {error}", str(path), getattr(error, "lineno", None)) from None
    if not isinstance(schema, (dict, bool)):
        raise UsageError("a JSON Schema is an object or a boolean", str(path), 1)
    return schema
