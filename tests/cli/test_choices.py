"""Which rules run where, how severe they are, and what the exit status says."""

import pytest

SELECTIONS = [
    # configuration, arguments, codes that run of ZZ001, ZZ002, ZZ003 (opt-in)
    ("", [], ["ZZ001", "ZZ002"]),
    ("", ["--select", "ZZ001"], ["ZZ001"]),
    ("", ["--select", "zz001"], ["ZZ001"]),
    ("", ["--select", "a-word"], ["ZZ001"]),
    ("", ["--select", "ZZ"], ["ZZ001", "ZZ002", "ZZ003"]),
    ("", ["--select", "ZZ001,ZZ002"], ["ZZ001", "ZZ002"]),
    ("", ["--select", "ZZ001", "--select", "ZZ002"], ["ZZ001", "ZZ002"]),
    ("", ["--extend-select", "ZZ003"], ["ZZ001", "ZZ002", "ZZ003"]),
    ("", ["--ignore", "ZZ001"], ["ZZ002"]),
    ("", ["--ignore", "ZZ"], []),
    ("", ["--select", "ZZ", "--ignore", "ZZ002"], ["ZZ001", "ZZ003"]),
    ("", ["--select", "ZZ001", "--ignore", "ZZ"], ["ZZ001"]),
    ("", ["--select", "ALL"], ["ZZ001", "ZZ002", "ZZ003"]),
    ('select = ["ZZ002"]', [], ["ZZ002"]),
    ('select = ["ZZ002"]', ["--select", "ZZ001"], ["ZZ001"]),
    ('select = ["ZZ002"]', ["--extend-select", "ZZ001"], ["ZZ001", "ZZ002"]),
    ('ignore = ["ZZ001"]', [], ["ZZ002"]),
    ('ignore = ["ZZ001"]', ["--ignore", "ZZ002"], []),
    ('ignore = ["ZZ001"]', ["--select", "ZZ"], ["ZZ001", "ZZ002", "ZZ003"]),
    ('extend-select = ["ZZ003"]', ["--ignore", "ZZ002"], ["ZZ001", "ZZ003"]),
    ('select = ["ALL"]\nignore = ["ZZ"]\nextend-select = ["ZZ002"]', [], ["ZZ002"]),
]


@pytest.mark.parametrize(("configuration", "arguments", "codes"), SELECTIONS)
def test_selection(desk, register, configuration, arguments, codes):
    from conftest import Word

    for number in (1, 2, 3):
        rule = type(f"Word{number}", (Word,), {
            "code": f"ZZ00{number}", "name": ["a-word", "another-word", "third-word"][number - 1], "opt_in": number == 3,
        })  # fmt: skip
        register(rule())
    if configuration:
        desk.write("copydesk.toml", configuration)
    desk.write("a.md", "An xyzzy stands here.\n")
    found = {f["rule"] for f in desk.json(*arguments).report["findings"]}
    assert sorted(c for c in found if c.startswith("ZZ")) == codes


def test_globs_of_per_file_ignores_are_relative_to_the_configuration(desk, word_rule, monkeypatch):
    desk.write("copydesk.toml", 'select = ["ZZ001"]\n[per-file-ignores]\n"posts/old/**" = ["ZZ"]\n')
    desk.write("posts/old/a.md", "xyzzy")
    desk.write("posts/new.md", "xyzzy")
    assert desk.json().findings == [("posts/new.md", 1, "ZZ001")]
    monkeypatch.chdir(desk.folder / "posts")
    assert desk.json().findings == [("new.md", 1, "ZZ001")]
    assert desk.json(desk.folder / "posts" / "old" / "a.md").findings == []


@pytest.mark.parametrize(
    ("severity", "arguments", "status"),
    [
        ("error", [], 1),
        ("warning", [], 1),
        ("info", [], 0),
        ("info", ["--fail-on", "info"], 1),
        ("warning", ["--fail-on", "error"], 0),
        ("error", ["--fail-on", "error"], 1),
    ],
)
def test_the_status_follows_the_severity(desk, word_rule, severity, arguments, status):
    desk.write("copydesk.toml", f'select = ["ZZ001"]\nseverity = {{ ZZ001 = "{severity}" }}\n')
    desk.write("a.md", "xyzzy")
    result = desk.json(*arguments)
    assert result.status == status
    assert result.report["findings"][0]["severity"] == severity


@pytest.mark.parametrize(
    ("table", "severity"),
    [
        ('ZZ = "error"', "error"),
        ('ZZ = "error"\nZZ001 = "info"', "info"),
        ('ZZ001 = "info"\nZZ = "error"', "info"),
        ('a-word = "info"\nZZ0 = "error"', "info"),
        ('ALL = "info"', "info"),
        ('ALL = "info"\nZZ = "error"', "error"),
    ],
)
def test_the_most_exact_severity_wins(desk, word_rule, table, severity):
    desk.write("copydesk.toml", f'select = ["ZZ001"]\n[severity]\n{table}\n')
    desk.write("a.md", "xyzzy")
    assert desk.json().report["findings"][0]["severity"] == severity


def test_the_threshold_of_the_configuration(desk, word_rule):
    desk.write("copydesk.toml", 'select = ["ZZ001"]\nfail-on = "error"\n')
    desk.write("a.md", "xyzzy")
    assert desk.json().status == 0
    assert desk.json("--fail-on", "warning").status == 1


def test_a_crash_is_status_3_and_costs_no_other_finding(desk, word_rule, register):
    from conftest import Word

    class Broken(Word):
        code = "ZZ009"
        name = "broken"

        def check(self, document, options):
            yield from super().check(document, options)
            raise RuntimeError("on\x1bpurpose")

    register(Broken())
    desk.write("a.md", "xyzzy")
    desk.write("b.md", "xyzzy")
    result = desk.lint("--select", "ZZ", "--quiet")
    assert result.status == 3
    assert result.out.count("ZZ001") == 2
    assert result.err.splitlines() == [
        f"copydesk: rule ZZ009 crashed on {name}: RuntimeError: on\\x1bpurpose; the other rules ran; please report this"
        for name in ("a.md", "b.md")
    ]


def test_the_nearest_configuration_holds(desk, word_rule, monkeypatch):
    desk.write("copydesk.toml", 'select = ["ZZ001"]\n')
    desk.write("sub/pyproject.toml", '[project]\nname = "not-for-copydesk"\n')
    desk.write("sub/deeper/a.md", "xyzzy")
    monkeypatch.chdir(desk.folder / "sub" / "deeper")
    assert desk.json().findings == [("a.md", 1, "ZZ001")]
    desk.write("sub/pyproject.toml", '[tool.copydesk]\nignore = ["ALL"]\n')
    assert desk.json().findings == []


def test_options_of_a_rule_reach_it(desk, register):
    from dataclasses import dataclass, field

    from conftest import Word

    @dataclass(frozen=True)
    class Options:
        words: list[str] = field(default_factory=lambda: ["xyzzy"], metadata={"help": "what to find"})
        least: int = field(default=1, metadata={"help": "how often", "min": 1})

    class Configurable(Word):
        def check(self, document, options):
            self.word = options.words[0]
            return super().check(document, options)

    Configurable.Options = Options
    register(Configurable())
    desk.write("a.md", "plugh xyzzy")
    desk.write("copydesk.toml", 'select = ["ZZ001"]\n[rules.a-word]\nwords = ["plugh"]\n')
    assert desk.json().report["findings"][0]["column"] == 1
    desk.write("copydesk.toml", "[rules.ZZ001]\nleast = 0\n")
    assert "copydesk.toml:2: rules.ZZ001.least must be at least 1" in desk.lint().err
