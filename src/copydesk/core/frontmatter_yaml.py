"""YAML and JSON front matter: python-frontmatter's handlers, with the position of every node.

JSON is read by its own handler; its positions come from the YAML composer, because JSON is YAML's flow style.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import JSONHandler, YAMLHandler

from .frontmatter import Duplicate, Fence, FrontMatter, KeyPath, Position, Problem, TooMuchError, to_plain
from .source import Span

try:
    from yaml import CSafeLoader as _Fast
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Fast  # type: ignore[assignment]

_COMPACT = re.compile(r"(?:[-?][ \t]+){500}")
_BRACKETS = 5_000  # libyaml composes by recursion: 20,000 levels are safe, 100,000 overrun the stack
# Characters that YAML does not allow in a stream; the position of the first is the finding's.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse(text: str, fence: Fence) -> FrontMatter:
    """Parse the YAML or JSON that ``fence`` encloses; spans are offsets of ``text``."""
    inside = text[fence.start : fence.end]
    if match := _FORBIDDEN.search(inside):
        at = fence.start + match.start()
        return FrontMatter(fence, problem=Problem("character", Span(at, at + 1), {"code": f"U+{ord(match[0]):04X}"}))
    if inside.count("[") + inside.count("{") > _BRACKETS or _COMPACT.search(inside):
        return FrontMatter(fence, problem=Problem("too-deep", Span(fence.start, fence.end), {}))
    nodes: list[yaml.Node] = []
    try:
        data = _load_json(inside, nodes) if fence.kind == "json" else _load_yaml(inside, nodes)
        if data is None:
            data = {}
        plain = to_plain(data)
    except yaml.MarkedYAMLError as error:
        return FrontMatter(fence, problem=_yaml_problem(error, text, fence))
    except TooMuchError:
        return FrontMatter(fence, problem=Problem("too-deep", Span(fence.start, fence.end), {}))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, OverflowError) as error:
        span = _whole(text, fence)
        if (offset := getattr(error, "pos", None)) is not None:  # json.JSONDecodeError
            span = Span(fence.start + offset, min(fence.start + offset + 1, fence.end))
        detail = getattr(error, "msg", None) or str(error).split("\n")[0]
        return FrontMatter(fence, problem=Problem("syntax", span, {"detail": detail}))
    if not isinstance(data, dict):
        return FrontMatter(fence, problem=Problem("no-mapping", _whole(text, fence), {}))
    positions: dict[KeyPath, Position] = {}
    duplicates: list[Duplicate] = []
    if nodes:
        _walk(nodes[0], (), fence.start, positions, duplicates)
    return FrontMatter(fence, data, plain, positions, tuple(duplicates))


def _whole(text: str, fence: Fence) -> Span:
    inside = text[fence.start : fence.end]
    return Span(fence.start, fence.start + len(inside.rstrip()))


def _load_yaml(inside: str, nodes: list[yaml.Node]) -> Any:  # noqa: ANN401
    class Loader(_Fast):
        def get_single_data(self) -> Any:  # noqa: ANN401
            node = self.get_single_node()
            if node is None:
                return {}
            nodes.append(node)
            return self.construct_document(node)

    Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
    Loader.add_constructor("tag:yaml.org,2002:int", _int)
    return YAMLHandler().load(inside, Loader=Loader)


def _load_json(inside: str, nodes: list[yaml.Node]) -> Any:  # noqa: ANN401
    data = JSONHandler().load(inside)
    try:
        node = yaml.compose(inside, Loader=_Fast)
    except yaml.YAMLError:  # valid JSON all the same: only the positions are lost
        node = None
    if node is not None:
        nodes.append(node)
    return data


def _timestamp(loader: Any, node: Any) -> Any:  # noqa: ANN401
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, OverflowError):  # 2025-13-40 has the form of a date: the schema says that it is none
        return node.value


def _int(loader: Any, node: Any) -> Any:  # noqa: ANN401
    try:
        return loader.construct_yaml_int(node)
    except ValueError:  # more digits than Python converts
        return node.value


def _yaml_problem(error: yaml.MarkedYAMLError, text: str, fence: Fence) -> Problem:
    """The parser's complaint at its own place, with what usually causes it."""
    mark = error.problem_mark or error.context_mark
    at = min(fence.start + (mark.index if mark else 0), max(fence.start, fence.end - 1))
    opened = error.context_mark
    line_start = text.rfind("\n", 0, at) + 1
    line = text[line_start : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    what = f"{error.context or ''} {error.problem or ''}".strip()
    values: dict[str, str | int] = {"detail": what or "invalid YAML"}
    span = Span(at, min(at + 1, len(text)))
    if "mapping values are not allowed" in what:
        return Problem("colon", span, values)
    if "\t" in line[: at - line_start + 1]:
        return Problem("tab", Span(line_start + line.index("\t"), line_start + line.index("\t") + 1), values)
    if "quoted scalar" in what and opened is not None:
        at = fence.start + opened.index
        return Problem("quote", Span(at, at + 1), values)
    if ("flow sequence" in what or "flow mapping" in what) and opened is not None:
        at = fence.start + opened.index
        return Problem("bracket", Span(at, at + 1), values | {"bracket": text[at]})
    return Problem("syntax", span, values)


def _span(node: yaml.Node, base: int) -> Span:
    return Span(base + node.start_mark.index, base + node.end_mark.index)


def _walk(node: yaml.Node, path: KeyPath, base: int, out: dict[KeyPath, Position], twice: list[Duplicate]) -> None:
    """Note the positions below ``node``; an alias is noted where it is used, its target's inside only once."""
    if len(path) > 20 or len(out) > 5000:
        return
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, tuple[Span, yaml.Node]] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in seen and isinstance(key, yaml.ScalarNode) and name != "<<":
                first, other = seen[name]
                same = isinstance(other, yaml.ScalarNode) and other.value == value.value and other.tag == value.tag
                twice.append(Duplicate((*path, name), first, _span(key, base), same))
            seen.setdefault(name, (_span(key, base), value))
            out[*path, name] = Position(_span(key, base), _span(value, base))
            _walk(value, (*path, name), base, out, twice)
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            out[*path, at] = Position(None, _span(value, base))
            _walk(value, (*path, at), base, out, twice)
