"""Write what the documentation says about rules, options and output from the tool itself; ``--check`` only compares.

python docs/build.py            write docs/rules/*.md and the marked parts of README.md
python docs/build.py --check    exit 1 and name the files that are stale
"""

from __future__ import annotations

import dataclasses
import io
import os
import re
import sys
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from copydesk import cli
from copydesk.core import examples
from copydesk.core.rule import CorpusRule, FileRule, Rule, discover
from copydesk.engine.config import Config
from copydesk.engine.policy import severity_of

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = 3  # examples of each kind on a rule's page that are printed in full; the rest follow in a list


def main(arguments: list[str]) -> int:
    """Build everything, or check it; return the exit status."""
    pages = {ROOT / "docs" / "rules" / f"{code}.md": rule_page(rule) for code, rule in discover().items()}
    pages[ROOT / "docs" / "rules" / "README.md"] = f"# Rules\n\n{rules_table('')}\n"
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for mark, part in (
        ("rules", rules_table("docs/rules/")),
        ("configuration", configuration_table()),
        ("output", output_picture()),
    ):
        pattern = re.compile(rf"(<!-- {mark}: made by make docs -->\n).*?(<!-- /{mark} -->)", re.S)
        text = pattern.sub(lambda m, part=part: f"{m[1]}\n{part}\n\n{m[2]}", text)  # type: ignore[misc]
    pages[readme] = text
    stale = [path for path, page in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != page]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run make docs", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def rules_table(base: str) -> str:
    """All rules, a row each."""
    rows = ["| code | name | severity | finds |", "| --- | --- | --- | --- |"]
    for code, rule in discover().items():
        severity = severity_of(code, Config()) + (", opt-in" if rule.opt_in else "")
        first = _paragraphs(rule)[0].replace("|", "\\|")
        rows.append(f"| [{code}]({base}{code}.md) | `{rule.name}` | {severity} | {first} |")
    return "\n".join(rows)


def rule_page(rule: Rule) -> str:
    """A rule's page: its docstring, its options and its examples."""
    parts = [f"# {rule.code} {rule.name}", *_paragraphs(rule)]
    if options := [f for f in dataclasses.fields(rule.Options) if f.metadata.get("help")]:
        rows = ["## Options", f"In the configuration, under `[rules.{rule.name}]`:"]
        table = ["| option | default | meaning |", "| --- | --- | --- |"]
        table += [f"| `{_key(f)}` | `{_value(f)}` | {f.metadata['help']} |" for f in options]
        parts += [*rows, "\n".join(table)]
    found = examples.load(rule.code)
    for title, bad in (("Found", True), ("Left alone", False)):
        chosen = [e for e in found if e.bad == bad]
        if chosen:
            parts.append(f"## {title}")
        for example in chosen:
            parts.append(f"{_sentence(example.note)} ({example.lang}):" if example.note else f"({example.lang})")
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", example.text)), 3)
            text = example.text.rstrip("\n")
            text = text if len(text) < 700 else text[:700] + " …"
            parts.append(f"{fence}text\n{_visible(text)}\n{fence}")
    if isinstance(rule, (FileRule, CorpusRule)):
        kind = "each file by itself" if isinstance(rule, FileRule) else "all files together"
        parts.append(f"The rule judges {kind}.")
    page = "\n\n".join(parts) + "\n"
    if "\ufffd" in page:
        page = page.replace("\n\n", "\n\n<!-- copydesk: ignore-file[FB006] the page shows what is found -->\n\n", 1)
    return page


def configuration_table() -> str:
    """The keys of the configuration file."""
    hints = get_type_hints(Config)
    rows = [
        f"| `{_key(field)}` | {_type(hints[field.name])} | `{_value(field)}` | {field.metadata['help']} |"
        for field in dataclasses.fields(Config)
        if not field.metadata.get("internal")
    ]
    return "\n".join(["| key | type | default | meaning |", "| --- | --- | --- | --- |", *rows])


def output_picture() -> str:
    """What the tool prints on the examples."""
    here = Path.cwd()
    os.chdir(ROOT / "examples")
    out, err = io.StringIO(), io.StringIO()
    try:
        cli.run(["lint", "--lang", "en", "--no-cache", "_posts"], io.StringIO(), out, err)
    finally:
        os.chdir(here)
    lines = out.getvalue().rstrip("\n").split("\n")
    return "```text\n$ copydesk lint\n" + "\n".join(lines) + "\n```"


def _paragraphs(rule: Rule) -> list[str]:
    text = re.sub(r"\n {4}", "\n", (type(rule).__doc__ or "").strip())
    return [part if part.startswith(("-", "|", "`")) else " ".join(part.split()) for part in text.split("\n\n")]


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:]


def _visible(text: str) -> str:
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", lambda m: f"\\x{ord(m[0]):02x}", text)


def _key(field: dataclasses.Field[Any]) -> str:
    return field.name.replace("_", "-")


def _value(field: dataclasses.Field[Any]) -> str:
    value = field.default
    if value is dataclasses.MISSING:
        value = field.default_factory() if field.default_factory is not dataclasses.MISSING else ""
    if dataclasses.is_dataclass(value):
        return "{}"
    if isinstance(value, bool):
        return str(value).lower()
    return str(list(value)) if isinstance(value, tuple) else f'"{value}"' if isinstance(value, str) else str(value)


def _type(hint: Any) -> str:  # noqa: ANN401
    origin = get_origin(hint)
    if origin in (list, tuple):
        return "tables" if dataclasses.is_dataclass(get_args(hint)[0]) else "list of strings"
    if origin is dict or dataclasses.is_dataclass(hint):
        return "table"
    if get_args(hint):
        return " or ".join(f"`{a}`" for a in get_args(hint))
    return {str: "string", int: "whole number", bool: "true or false"}.get(hint, str(hint))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
