"""YAML front matter: python-frontmatter's handler over a loader that keeps the position of every node."""

from __future__ import annotations

import datetime
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from .frontmatter import Duplicate, Fence, FrontMatter, KeyPath, Position, Problem
from .source import Span

try:
    from yaml import CSafeLoader as _Fast
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Fast  # type: ignore[assignment]


def parse(text: str, fence: Fence) -> FrontMatter:
    """Parse the YAML between the fences; spans are offsets of ``text``."""
    nodes: list[yaml.Node] = []

    class Loader(_Fast):
        def get_single_data(self) -> Any:  # noqa: ANN401
            node = self.get_single_node()
            if node is None:
                return {}
            nodes.append(node)
            return self.construct_document(node)

    Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
    try:
        data = YAMLHandler().load(text[fence.start : fence.end], Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(fence.start + (mark.index if mark else 0), max(fence.start, fence.end - 1))
        return FrontMatter(fence, problem=Problem("syntax", Span(at, at + 1), {"detail": error.problem or "invalid"}))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        return FrontMatter(fence, problem=Problem("syntax", Span(fence.start, fence.end), {"detail": str(error)}))
    if not isinstance(data, dict):
        return FrontMatter(fence, problem=Problem("no-mapping", Span(fence.start, fence.end), {}))
    positions: dict[KeyPath, Position] = {}
    duplicates: list[Duplicate] = []
    if nodes:
        _walk(nodes[0], (), fence.start, positions, duplicates)
    return FrontMatter(fence, data, _plain(data), positions, tuple(duplicates))


def _timestamp(loader: Any, node: Any) -> Any:  # noqa: ANN401
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:  # 2025-13-40 has the form of a date: the schema says that it is none
        return node.value


def _span(node: yaml.Node, base: int) -> Span:
    return Span(base + node.start_mark.index, base + node.end_mark.index)


def _walk(node: yaml.Node, path: KeyPath, base: int, out: dict[KeyPath, Position], twice: list[Duplicate]) -> None:
    if len(path) > 20 or len(out) > 5000:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            if inner in out and isinstance(key, yaml.ScalarNode) and key.value != "<<":
                first = out[inner].key
                if first is not None:
                    twice.append(Duplicate(inner, first, _span(key, base)))
            out[inner] = Position(_span(key, base), _span(value, base))
            _walk(value, inner, base, out, twice)
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            out[*path, at] = Position(None, _span(value, base))
            _walk(value, (*path, at), base, out, twice)


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(v) for v in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value
