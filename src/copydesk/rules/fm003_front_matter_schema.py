"""FM003: a front-matter value that breaks its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from copydesk.core.document import Document
from copydesk.core.model import Finding, Phrase
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

if TYPE_CHECKING:
    from copydesk.core.frontmatter import FrontMatter, KeyPath
    from copydesk.core.model import Value
    from copydesk.core.schema import Violation


class FrontMatterSchema(FileRule):
    """A key or value of the front matter breaks the JSON Schema of its file.

    Jekyll posts have a bundled schema; `[[schema]]` tables of the configuration name your own by path, or a bundled
    one by name. Dates are given to the schema as ISO strings. Nothing is ever fetched: a `$ref` to the network is an error.
    """

    code = "FM003"
    name = "front-matter-schema"
    messages: ClassVar = {
        "missing": {
            "en": "missing: {keys} (schema {schema})",
            "ja": "必須のキーがありません: {keys}（スキーマ {schema}）",
        },
        "type": {"en": "{key}: {value} should be {wanted}", "ja": "{key}: {value} は{wanted}でなければなりません"},
        "enum": {
            "en": "{key}: {value} is not one of {wanted}{hint}",
            "ja": "{key}: {value} は {wanted} のいずれでもありません{hint}",
        },
        "near": {"en": "; did you mean {near}?", "ja": "。{near} のことですか？"},
        "none": {"en": "", "ja": ""},
        "unknown": {"en": "{key} is no known key{hint}", "ja": "{key} というキーはありません{hint}"},
        "date": {"en": "{key}: {value} is no date", "ja": "{key}: {value} は日付ではありません"},
        "format": {
            "en": "{key}: {value} is no valid {wanted}",
            "ja": "{key}: {value} は {wanted} の形式ではありません",
        },
        "pattern": {
            "en": "{key}: {value} does not have the right form{hint}",
            "ja": "{key}: {value} の形式が正しくありません{hint}",
        },
        "example": {"en": "; for instance {near}", "ja": "（例: {near}）"},
        "short": {"en": "{key} is too short: at least {wanted}", "ja": "{key} が短すぎます（{wanted} 以上）"},
        "long": {"en": "{key} is too long: at most {wanted}", "ja": "{key} が長すぎます（{wanted} 以下）"},
        "range": {
            "en": "{key}: {value} is out of range (limit {wanted})",
            "ja": "{key}: {value} は範囲外です（限度 {wanted}）",
        },
        "other": {
            "en": "{key}: {value} breaks {wanted} of the schema",
            "ja": "{key}: {value} がスキーマの {wanted} に反しています",
        },
        "schema": {
            "en": "the schema {schema} cannot be used: {detail}",
            "ja": "スキーマ {schema} を使えません: {detail}",
        },
        "either": {"en": "{one} or {other}", "ja": "{one}か{other}"},
        "string": {"en": "text", "ja": "文字列"},
        "integer": {"en": "a whole number", "ja": "整数"},
        "number": {"en": "a number", "ja": "数値"},
        "boolean": {"en": "true or false", "ja": "true か false"},
        "array": {"en": "a list", "ja": "リスト"},
        "object": {"en": "keys and values", "ja": "キーと値の組"},
        "null": {"en": "empty", "ja": "空"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """A finding a violation; missing keys of one mapping together."""
        schema, front = document.context.schema, document.front_matter if document.fence else None
        if schema is None or schema is True or front is None or front.problem or (front.duplicates and not front.data):
            return
        from copydesk.core.schema import (  # here: jsonschema is dear, and most runs never need it
            SchemaError,
            violations,
        )

        name = document.context.schema_name
        missing: dict[KeyPath, list[str]] = {}
        try:
            for violation in violations(schema, front.plain):
                if violation.keyword == "required":
                    missing.setdefault(violation.path, []).append(violation.key)
                else:
                    yield self._finding(document, front, violation)
        except SchemaError as error:
            yield Finding(self.code, "schema", _fence_line(document), {"schema": name, "detail": str(error)})
        for path, keys in missing.items():
            where = front.positions[path].value if path in front.positions else _fence_line(document)
            keys = sorted(dict.fromkeys(_name((*path, k)) for k in keys))
            yield Finding(self.code, "missing", where, {"keys": ", ".join(keys), "schema": name}, anchor=" ".join(keys))

    def _finding(self, document: Document, front: FrontMatter, violation: Violation) -> Finding:
        position = front.positions.get(violation.path)
        where = _fence_line(document)
        if position is not None:
            is_key = violation.keyword in ("additionalProperties", "unevaluatedProperties")
            where = (position.key if is_key else None) or position.value
            if where.start == where.end and position.key:  # an empty value
                where = position.key
        key, values = _words(violation)
        return Finding(self.code, key, where, {"key": _name(violation.path) or "front matter", **values})


def _words(v: Violation) -> tuple[str, dict[str, Value]]:
    """Message key and values for a violation."""
    value, wanted = _shown(v.value), v.expected
    none = Phrase("none")
    if v.keyword == "type":
        kinds = dict.fromkeys(str(k) for k in (wanted if isinstance(wanted, list) else [wanted]) if str(k) in _TYPES)
        words = [Phrase(k) for k in kinds] or [none]
        return "type", {"value": value, "wanted": reduce(lambda a, b: Phrase("either", {"one": a, "other": b}), words)}
    if v.keyword in ("enum", "const"):
        options = wanted if isinstance(wanted, list) else [wanted]
        near = _nearest(str(v.value), [str(o) for o in options]) if isinstance(v.value, str) else ""
        hint = Phrase("near", {"near": _shown(near)}) if near else none
        return "enum", {"value": value, "wanted": ", ".join(_shown(o) for o in options[:12]), "hint": hint}
    if v.keyword in ("additionalProperties", "unevaluatedProperties"):
        near = _nearest(v.key, [str(k) for k in wanted])
        return "unknown", {"hint": Phrase("near", {"near": near}) if near else none}
    if v.keyword == "format":
        return ("date" if wanted in ("date", "date-time") else "format"), {"value": value, "wanted": str(wanted)}
    if v.keyword == "pattern":
        examples = v.schema.get("examples") or []
        hint = Phrase("example", {"near": ", ".join(map(str, examples[:2]))}) if examples else none
        if isinstance(v.value, str) and v.value[:4].isdigit() and "date" in "".join(map(str, v.path[-1:])):
            return "date", {"value": value}
        return "pattern", {"value": value, "hint": hint}
    if v.keyword in ("minLength", "minItems", "minProperties"):
        return "short", {"wanted": wanted}
    if v.keyword in ("maxLength", "maxItems", "maxProperties"):
        return "long", {"wanted": wanted}
    if v.keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"):
        return "range", {"value": value, "wanted": str(wanted)}
    return "other", {"value": value, "wanted": v.keyword}


_TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object", "null"})


def _nearest(word: str, options: list[str]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, options, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else ""


def _shown(value: Any) -> str:  # noqa: ANN401
    import json  # here: only a finding needs it

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _name(path: KeyPath) -> str:
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def _fence_line(document: Document) -> Span:
    return Span(0, min(3, len(document.text)))
