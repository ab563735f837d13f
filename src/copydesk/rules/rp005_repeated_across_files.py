"""RP005: a passage that another file of the repository also has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from copydesk.core.document import Document
from copydesk.core.model import Finding, Related
from copydesk.core.rule import CorpusRule
from copydesk.core.source import Place, Span
from copydesk.core.squeezed import Squeezed


@dataclass(frozen=True)
class AcrossOptions:
    """What counts as shared between files."""

    minimum: int = field(
        default=300, metadata={"help": "characters without white space that a shared paragraph must have", "min": 40}
    )
    boilerplate: int = field(
        default=5,
        metadata={"help": "a paragraph that more files share than this is boilerplate and is left alone", "min": 2},
    )


class RepeatedAcrossFiles(CorpusRule):
    """A paragraph of this file stands in another file of the repository too.

    Two posts that share passages compete with each other in search results, and a correction to one is forgotten in the
    other. The files that are compared are the ones asked for and those that `corpus` in the configuration names. A
    paragraph that many files share is boilerplate and is left alone.
    """

    code = "RP005"
    name = "repeated-across-files"
    Options = AcrossOptions
    messages: ClassVar = {
        "shared": {
            "en": "this paragraph (“{words}…”, {size} characters) also stands in {path}",
            "ja": "この段落（「{words}…」{size} 文字）は {path} にもあります",
        },
        "there": {"en": "the same paragraph", "ja": "同じ段落"},
    }

    def collect(self, document: Document, options: AcrossOptions) -> object:
        """``[[digest, size, first words, place], …]`` of the paragraphs that are long enough."""
        import hashlib

        prose = document.once(Squeezed)
        facts = []
        for index, block in enumerate(prose.blocks):
            start, end = prose.block_span(index)
            if end - start >= options.minimum:
                text = prose.text[start:end]
                digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
                place = document.source.place(Span(block.start, block.end))
                words = document.text[block.start : block.start + 24].strip().replace("\n", " ")
                facts.append([digest, end - start, words, list(place)])
        return facts

    def check(self, facts: Mapping[str, Any], options: AcrossOptions) -> Iterable[tuple[str, Finding]]:
        """A finding for each paragraph of a file that stands in a file before it, in the order of the paths."""
        holders: dict[str, dict[str, list[Any]]] = {}
        for path in sorted(facts):
            for fact in facts[path]:
                holders.setdefault(fact[0], {}).setdefault(path, fact)
        for digest, places in holders.items():
            if not 1 < len(places) <= options.boilerplate:
                continue
            (origin, first), *others = places.items()
            for path, fact in others:
                related = (Related(Place(*first[3]), "there", path=origin),)
                values = {"words": fact[2], "size": fact[1], "path": origin}
                yield path, Finding(self.code, "shared", Place(*fact[3]), values, related, anchor=digest)
