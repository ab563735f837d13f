"""Each dialect against its real renderer: what that prints literally is found, nothing else, and the fix renders."""

import json
import os
import random
import re
import shutil
import subprocess
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from copydesk.core.document import Document
from copydesk.core.emphasis import troubles
from copydesk.core.model import Context
from copydesk.core.source import Source

CASES, SEED, AGREEMENT = 2000, 20_000, 0.995
HERE = Path(__file__).parent
RENDER = HERE / "renderers"


# Renderers: a list of paragraphs in, a list of HTML out, one process for all. Each raises ``MissingError`` with the reason.


class MissingError(Exception):
    """The renderer is not on this machine."""


def markdown_it_py(texts):
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise MissingError("markdown-it-py is not installed") from None
    renderer = MarkdownIt("commonmark")
    return [renderer.render(text) for text in texts]


def python_markdown(texts):
    try:
        import markdown
    except ImportError:
        raise MissingError("markdown is not installed") from None
    if tuple(map(int, markdown.__version__.split(".")[:2])) < (3, 11):
        raise MissingError("markdown pairs by an older rule before 3.11")
    return [markdown.markdown(text) for text in texts]


def cmark_gfm(texts):
    between = "\n\n<!-- next -->\n\n"
    html = _run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough"], between.join(texts))
    return html.split("<!-- next -->")


def kramdown(texts):
    return json.loads(_run(["ruby", str(RENDER / "kramdown.rb")], json.dumps(texts)))


def cjk_friendly(texts):
    modules = os.environ.get("COPYDESK_NODE_MODULES", str(HERE.parents[1] / "node_modules"))
    if not Path(modules, "markdown-it-cjk-friendly").is_dir():
        raise MissingError(f"markdown-it-cjk-friendly is not in {modules}")
    return json.loads(_run(["node", str(RENDER / "cjk_friendly.mjs"), modules], json.dumps(texts)))


def goldmark(texts):
    return _goldmark(texts, "off")


def goldmark_cjk(texts):
    return _goldmark(texts, "on")


def _goldmark(texts, extension):
    where = Path("/usr/share/gocode")
    if not (where / "src/github.com/yuin/goldmark").is_dir():
        raise MissingError("golang-github-yuin-goldmark-dev is not installed")
    env = {**os.environ, "GO111MODULE": "off", "GOPATH": str(where), "GOCACHE": _go_cache()}
    return json.loads(_run(["go", "run", str(RENDER / "goldmark.go"), extension], json.dumps(texts), env))


@cache
def _go_cache():
    import tempfile

    return os.environ.get("GOCACHE") or tempfile.mkdtemp(prefix="go-cache-")


def _run(command, given, env=None):
    if not shutil.which(command[0]):
        raise MissingError(f"{command[0]} is not installed")
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", env=env, check=False)
    if done.returncode:
        raise MissingError(f"{command[0]}: {done.stderr.strip()[-200:]}")
    return done.stdout


RENDERERS = {
    "commonmark": markdown_it_py,
    "gfm": cmark_gfm,
    "kramdown": kramdown,
    "cjk-friendly": cjk_friendly,
    "goldmark": goldmark,
    "goldmark-cjk": goldmark_cjk,
    "python-markdown": python_markdown,
}


def rendered(dialect, texts):
    """Render ``texts``; skip without the renderer, but fail in CI, where it must be there."""
    try:
        html = RENDERERS[dialect](texts)
    except MissingError as missing:
        if os.environ.get("CI"):
            pytest.fail(f"CI must have this renderer: {missing}")
        pytest.skip(str(missing))
    assert len(html) == len(texts)
    return [Shown(one) for one in html]


class Shown(HTMLParser):
    """What a reader sees of a paragraph: ``text`` without code, and the texts that are ``bold``."""

    def __init__(self, html):
        super().__init__()
        self.text, self.bold, self._open, self._code = "", [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._code += tag in ("code", "a")  # the markers of an automatic link's text are its address
        if tag == "strong":
            self._open.append("")

    def handle_endtag(self, tag):
        self._code -= tag in ("code", "a")
        if tag == "strong" and self._open:
            done = self._open.pop()
            self.bold.append(done)

    def handle_data(self, data):
        self.text += "·" if self._code else data
        self._open = [text + data for text in self._open]

    @property
    def literal(self):
        return bool(re.search(r"\*\*|__", self.text))


# Generated paragraphs.

WORDS = {
    "ja": ["重要", "これは", "です", "深層学習", "データ", "の", "を使う", "市場", "AI", "を"],
    "zh": ["重要", "这是", "模型", "的", "我们使用", "结果"],
    "ko": ["중요한", "것은", "모델", "입니다", "을"],
    "en": ["important", "the", "model", "a", "text"],
    "de": ["Größe", "ist", "wichtig", "über"],
    "ru": ["важно", "это", "модель"],
}
BRACKETED = ["「{}」", "『{}』", "（{}）", "({})", "“{}”", '"{}"', "【{}】", "《{}》", "[{}]"]
MARKS = ["。", "、", "，", ".", ",", "！", "?", "：", ":", "…", "・"]


class Writer:
    """Paragraphs as people and models write them, with the texts that were meant to be bold."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def paragraph(self):
        r = self.random
        self.words = WORDS[r.choice(["ja", "ja", "ja", "zh", "ko", "en", "de", "ru"])]
        self.meant, self.alone = [], False
        self.latin = self.words[-1][0] < "\u3000"
        self.spaced = self.latin or r.random() < 0.2
        parts = [self.plain()]
        for _ in range(r.randint(1, 4)):
            parts += [self.bold(), self.plain()]
        if r.random() < 0.08:
            self.alone = True
            parts.insert(r.randrange(1, len(parts)), r.choice(["**", "**", "** ", " **"]))
        text = "".join(parts).strip()
        if text.startswith("["):  # a link reference definition, if a colon follows
            text = "・" + text
        return text, tuple(self.meant), self.alone

    def word(self):
        return self.random.choice(self.words) if self.random.random() < 0.9 else self.random.choice(["2", "100", "3.5"])

    def phrase(self, size):
        return (" " if self.latin else "").join(self.word() for _ in range(size))

    def piece(self):
        r, kind = self.random, self.random.random()
        if kind < 0.6:
            return self.phrase(r.randint(1, 3))
        if kind < 0.85:
            return r.choice(BRACKETED).format(self.phrase(1))
        if kind < 0.9:
            return f"[{self.phrase(1)}](https://example.org/{r.randint(1, 99)})"
        if kind < 0.95:
            return r.choice(["`code`", "`a**b`", "`f(**kw)`"])
        return f"{self.phrase(1)} *{self.phrase(1)}* {self.phrase(1)}"

    def plain(self):
        r = self.random
        if r.random() < 0.12:
            return " " if self.latin else r.choice([" ", "", "と", "、"])
        text = self.piece() + (r.choice(MARKS) if r.random() < 0.3 else "")
        often = 0.97 if self.latin else 0.9
        before, after = (" " if self.spaced and r.random() < often else "" for _ in "ab")
        return before + text + after

    def bold(self):
        r = self.random
        inside = (" " if self.latin else "").join(self.piece() for _ in range(r.choice([1, 1, 1, 2]))) + (
            r.choice(MARKS) if r.random() < 0.15 else ""
        )
        mark = r.choices(["**", "__", "***"], [88, 8, 4])[0]
        left, right = (" " if r.random() < 0.03 else ""), (" " if r.random() < 0.03 else "")
        self.meant.append(plain_text(inside))
        return f"{mark}{left}{inside}{right}{mark}"


def plain_text(markdown):
    """What is left of an inline text without its markup and white space."""
    markdown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"[\s*_`]|&quot;", "", markdown)


@cache
def cases():
    writer = Writer(SEED)
    return [writer.paragraph() for _ in range(CASES)]


def found(text, dialect):
    return troubles(Document(Source(text.encode()), Context(dialect=dialect)))


def mended(text, dialect):
    """``text`` after the edits of every trouble in it."""
    edits = sorted({e for t in found(text, dialect) for e in t.edits}, key=lambda e: e.span, reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("dialect", RENDERERS)
def test_what_is_printed_is_found_and_nothing_else(dialect):
    texts = [text for text, _, _ in cases()]
    wrong = [
        (text, shown.text)
        for text, shown in zip(texts, rendered(dialect, texts), strict=True)
        if shown.literal != bool(found(text, dialect))
    ]
    assert len(wrong) <= (1 - AGREEMENT) * CASES, wrong[:10]


@pytest.mark.parametrize("dialect", RENDERERS)
def test_what_is_mended_is_bold_where_it_was_meant(dialect):
    broken = [(t, meant) for t, meant, alone in cases() if not alone and any(f.edits for f in found(t, dialect))]
    assert len(broken) > CASES / 50
    wrong = []
    for (text, meant), shown in zip(broken, rendered(dialect, [mended(t, dialect) for t, _ in broken]), strict=True):
        bold = {plain_text(b) for b in shown.bold}
        if shown.literal or not bold.issuperset(meant):
            wrong.append((text, mended(text, dialect), meant, bold))
    assert not wrong, (len(wrong), len(broken), wrong[:10])


# The specification's own examples, from the package that carries it.


def test_the_examples_of_the_specification_agree():
    modules = Path(os.environ.get("COPYDESK_NODE_MODULES", str(HERE.parents[1] / "node_modules")))
    spec = modules / "commonmark-spec" / "spec.txt"
    if not spec.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"CI must have the package commonmark-spec in {modules}")
        pytest.skip(f"commonmark-spec is not in {modules}")
    section = spec.read_text(encoding="utf-8").split("## Emphasis and strong emphasis", 1)[1].split("\n## ", 1)[0]
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", section, re.S | re.M)
    assert len(examples) > 120
    wrong = []
    for markdown, html in ((m.replace("→", "\t"), h) for m, h in examples):
        bold, literal = _resolved(markdown)
        shown = Shown(html)
        if (bold, literal) != (len(shown.bold), len(re.findall(r"\*\*+|__+", shown.text))):
            wrong.append((markdown, html, bold, literal))
    assert not wrong


def _resolved(markdown):
    """How many bold stretches and literal double markers the resolver sees."""
    from copydesk.core.emphasis_delimiters import resolve
    from copydesk.core.emphasis_text import scopes

    bold = literal = 0
    for scope in scopes(Document(Source(markdown.encode())), plain=True):
        resolution = resolve(scope.shadow)
        bold += sum(pair.size == 2 for pair in resolution.pairs)
        literal += sum(end - start > 1 for start, end in resolution.literal)
    return bold, literal
