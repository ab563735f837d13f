"""JSON Schema: validators compiled once, nothing ever fetched, errors as facts. Imports jsonschema when first asked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator


class SchemaError(Exception):
    """A schema that cannot be used: it breaks its own draft, or refers to something that is not at hand."""


class Violation(NamedTuple):
    """A value that breaks the schema: where, by which keyword, with the facts a message needs.

    ``path`` leads to the value; for ``required`` and ``additionalProperties`` ``key`` names the property.
    """

    path: tuple[str | int, ...]
    keyword: str
    value: Any
    expected: Any
    key: str
    schema: dict[str, Any]


def violations(schema: dict[str, Any] | bool, data: dict[str, Any]) -> Iterator[Violation]:
    """Every violation of ``schema`` by ``data`` (JSON types). Raises ``SchemaError``."""
    import json

    from jsonschema.exceptions import UndefinedTypeCheck, best_match
    from referencing.exceptions import Unresolvable

    validator = _validator(json.dumps(schema, sort_keys=True, ensure_ascii=True))
    try:
        for error in validator.iter_errors(data):
            yield from _flatten(error, best_match)
    except Unresolvable as error:
        raise SchemaError(
            f"$ref {error.ref!r} cannot be resolved; copydesk fetches nothing, refer to local schemas"
        ) from None
    except (RecursionError, UndefinedTypeCheck, ValueError, TypeError, AttributeError) as error:
        raise SchemaError(f"the schema cannot be applied: {error}") from None


@lru_cache(maxsize=64)
def _validator(text: str) -> Validator:
    """A validator of the draft that the schema names (2020-12 when it names none), with formats checked."""
    import json

    from jsonschema import validators
    from jsonschema.exceptions import SchemaError as BadSchema
    from referencing import Registry

    schema = json.loads(text)
    kind = validators.validator_for(schema, default=validators.validator_for({"$schema": _DRAFT}))
    try:
        kind.check_schema(schema)
    except BadSchema as error:
        where = "/".join(map(str, error.absolute_path))
        raise SchemaError(f"not a valid schema at /{where}: {error.message}") from None
    registry: Registry[Any] = Registry()  # holds the drafts' own schemas and retrieves nothing
    return kind(schema, registry=_with_drafts(registry), format_checker=kind.FORMAT_CHECKER)


def _with_drafts(registry: Any) -> Any:  # noqa: ANN401
    from jsonschema_specifications import REGISTRY

    return REGISTRY.combine(registry)


_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _flatten(error: ValidationError, best_match: Any) -> Iterator[Violation]:  # noqa: ANN401
    """The violation of an error; of ``anyOf`` and ``oneOf`` the branch that comes closest, when one is close at all."""
    path = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, dict) else {}
    keyword = str(error.validator)
    if keyword in ("anyOf", "oneOf") and error.context:
        inner = [e for e in error.context if e.validator != "type" or len(e.path) > 0]
        closest = best_match(iter(inner)) if inner else None
        if closest is not None:
            yield from _flatten(closest, best_match)
            return
        kinds = [k for e in error.context for k in _listed(e.validator_value)]
        yield Violation(path, "type", error.instance, kinds, "", schema)
    elif keyword == "required" and isinstance(error.instance, dict):
        missing = [k for k in _listed(error.validator_value) if k not in error.instance]
        key = next((k for k in missing if f"{k!r} is a required" in error.message), missing[0] if missing else "")
        yield Violation(path, keyword, None, None, str(key), schema)
    elif keyword in ("additionalProperties", "unevaluatedProperties") and isinstance(error.instance, dict):
        known = schema.get("properties", {})
        for key in error.instance:
            if f"{key!r}" in error.message:
                yield Violation((*path, key), keyword, error.instance[key], list(known), str(key), schema)
    else:
        yield Violation(path, keyword, error.instance, error.validator_value, "", schema)


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [value]
