"""Cuts generated posts at random characters and counts how many cuts copydesk finds. Prints a Markdown table.

    python benchmarks/mutations.py --seed 1 --cuts 1000

``lost``: the rest of the paragraph is gone. ``moved``: the rest is the next paragraph. A cut that leaves a whole sentence, with
or without its mark, or less than four characters, is not counted. The uncut posts must give no finding.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from copydesk.core.document import Document
from copydesk.core.rule import discover
from copydesk.core.source import Source
from posts import LANGUAGES, generate, paragraphs

# A sentence end, or a predicate that makes a Japanese or Korean sentence whole without its mark.
_WHOLE = re.compile(r"(?:[。！？.!?][”\"」』）)]*|です|ます|でした|ました|ません|[가-힣]다)\s*$")


def findings(text: str) -> list[tuple[int, int]]:
    """Spans of the FB002 and FB003 findings of a text."""
    document = Document(Source(text.encode(), "post.md"))
    rules = discover()
    return [
        (f.where.start, f.where.end)
        for code in ("FB002", "FB003")
        for f in rules[code].check(document, rules[code].Options())  # type: ignore[attr-defined]
    ]


def cuts(language: str, seed: int, wanted: int, moved: bool, show: int) -> tuple[int, int]:
    """How many of how many cuts are found."""
    rng, found, total, number = random.Random(f"{seed} {language} {moved}"), 0, 0, 0
    while total < wanted:
        number += 1
        text = generate(seed * 100_000 + number, language)
        for start, end in rng.sample(spans := paragraphs(text), k=min(10, len(spans))):
            at = rng.randrange(start + 1, end)
            kept, rest = text[start:at].rstrip(), text[at:end].strip()
            if len(kept) < 4 or _WHOLE.search(kept) or not rest or rest[0] in "。！？.!?" or total >= wanted:
                continue
            cut = text[:start] + kept + (f"\n\n{rest}" if moved else "") + text[end:]
            hit = any(a <= start + len(kept) + 2 and b >= start for a, b in findings(cut))
            found, total = found + hit, total + 1
            if not hit and show > 0:
                show -= 1
                print(f"  missed ({language}): …{kept[-40:]} | {rest[:20]}", file=sys.stderr)
    return found, total


def main() -> int:
    """Print the table; status 1 when an uncut post has a finding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0, help="list this many misses a language")
    options = parser.parse_args()
    print("| language | rest lost | rest moved | findings in 50 uncut posts |\n| --- | --- | --- | --- |")
    alarms = 0
    for language in LANGUAGES:
        false = 0
        for number in range(50):
            text = generate(options.seed * 100_000 + number, language)
            for a, b in findings(text):
                false += 1
                if options.show:
                    print(f"  false ({language}): {text[a:b]!r}", file=sys.stderr)
        alarms += false
        row = []
        for moved in (False, True):
            hit, total = cuts(language, options.seed, options.cuts, moved, options.show)
            row.append(f"{hit} of {total}, {hit / total:.1%}")
        print(f"| {language} | {row[0]} | {row[1]} | {false} |", flush=True)
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
