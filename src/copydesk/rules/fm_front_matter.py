"""FM001, FM002 and FM004: front matter that is missing, cannot be parsed, or says a thing twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from copydesk.core.document import Document
from copydesk.core.model import Edit, Finding, Fix, Related
from copydesk.core.rule import FileRule
from copydesk.core.source import Span


class FrontMatterMissing(FileRule):
    """A file has no front matter although its kind needs one.

    Jekyll, for one, does not even publish a post without it. Whether a file needs front matter follows from its schema:
    the bundled one for its place, or a `[[schema]]` table of the configuration.
    """

    code = "FM001"
    name = "front-matter-missing"
    messages: ClassVar = {
        "missing": {
            "en": "no front matter, but the schema {schema} asks for one; begin the file with --- and its keys",
            "ja": "フロントマターがありません（スキーマ {schema} が必要としています）。--- とキーをファイルの先頭に置いてください",
        },
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """A finding at the start of the file."""
        if document.context.schema_required and document.fence is None:
            end = document.text.find("\n")
            where = Span(0, min(80, end if end >= 0 else len(document.text)))
            yield Finding(self.code, "missing", where, {"schema": document.context.schema_name})


class FrontMatterSyntax(FileRule):
    """The front matter cannot be parsed, so no generator sees any of its keys.

    The finding stands at the parser's own line and column and names what usually causes it there.
    """

    code = "FM002"
    name = "front-matter-syntax"
    messages: ClassVar = {
        "unclosed": {
            "en": "the front matter is never closed; end it with a line of {fence}",
            "ja": "フロントマターが閉じられていません。{fence} の行で終えてください",
        },
        "no-mapping": {
            "en": "the front matter holds no keys and values; write lines such as `title: …`, or use *** for a rule",
            "ja": "フロントマターがキーと値になっていません。`title: …` のように書くか、区切り線なら *** を使ってください",
        },
        "too-large": {
            "en": "the front matter is {size} characters long; is its closing fence in the right place?",
            "ja": "フロントマターが {size} 文字あります。閉じる行の位置を確認してください",
        },
        "too-deep": {
            "en": "the front matter is nested, or unfolds by aliases, beyond all measure; flatten it",
            "ja": "フロントマターの入れ子またはエイリアスが深すぎます。平らにしてください",
        },
        "character": {
            "en": "the control character {code} is not allowed in front matter; delete it",
            "ja": "フロントマターに制御文字 {code} は使えません。削除してください",
        },
        "colon": {
            "en": "a value with a colon in it must stand in quotes ({detail})",
            "ja": "コロンを含む値は引用符で囲んでください（{detail}）",
        },
        "tab": {
            "en": "YAML does not allow a tab here; indent with spaces ({detail})",
            "ja": "YAML ではここにタブを使えません。スペースで字下げしてください（{detail}）",
        },
        "quote": {
            "en": "this quotation mark is never closed ({detail})",
            "ja": "この引用符が閉じられていません（{detail}）",
        },
        "bracket": {
            "en": "{bracket} is never closed, or a comma is missing after it ({detail})",
            "ja": "{bracket} が閉じられていないか、カンマが抜けています（{detail}）",
        },
        "syntax": {
            "en": "the front matter cannot be parsed here: {detail}",
            "ja": "フロントマターを解釈できません: {detail}",
        },
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """The one problem that stops the parser."""
        if document.fence and (front := document.front_matter) and (problem := front.problem):
            yield Finding(self.code, problem.key, problem.span, dict(problem.values))


class FrontMatterDuplicateKey(FileRule):
    """A key stands twice in one mapping. Parsers take the last without a word; the first may be the one that was meant."""

    code = "FM004"
    name = "front-matter-duplicate-key"
    messages: ClassVar = {
        "twice": {
            "en": "{key} stands here a second time; only one of the two counts, delete the other",
            "ja": "{key} が重複しています。有効なのは片方だけです。不要な方を削除してください",
        },
        "first": {"en": "first here", "ja": "最初の記述"},
        "fix": {"en": "Delete the second {key}, which is the same", "ja": "同じ内容の 2 つ目の {key} を削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every later key, with the first in ``related``."""
        if not document.fence or not (front := document.front_matter):
            return
        for twice in front.duplicates:
            name = ".".join(str(part) for part in twice.path)
            fix = _deletion(document.text, twice.later, name) if twice.same else None
            yield Finding(self.code, "twice", twice.later, {"key": name}, (Related(twice.first, "first"),), fix)


def _deletion(text: str, key: Span, name: str) -> Fix | None:
    """Delete the line of a key, when the key begins it and its value ends on it."""
    start = text.rfind("\n", 0, key.start) + 1
    end = text.find("\n", key.end) + 1
    following = text[end : end + 1]
    if end <= 0 or text[start : key.start].strip() or following in (" ", "\t", "-"):
        return None
    return Fix("safe", "fix", (Edit(Span(start, end), ""),), {"key": name})
