"""Wrong calls and configurations: status 2, one line on standard error that says what, where and the nearest word."""

import pytest

CALLS = [
    ([], "required: COMMAND"),
    (["lnt"], "did you mean 'lint'?"),
    (["lint", "--formt", "json"], "unknown option '--formt'; did you mean '--format'?"),
    (["lint", "--selct=FB001"], "unknown option '--selct'; did you mean '--select'?"),
    (["lint", "--zzzzzz"], "unknown option '--zzzzzz'; see copydesk lint --help"),
    (["lint", "--format", "jsn"], "unknown format 'jsn'; did you mean 'json'?"),
    (["lint", "--format", "yaml-ish"], "formats: text, "),
    (["lint", "--format", "text", "--format", "json"], "two formats would go to one place"),
    (["lint", "--format", "text=a", "--format", "json=a"], "two formats would go to one place"),
    (["lint", "--fail-on", "warn"], "did you mean 'warning'?"),
    (["lint", "--select"], "--select: expected one argument"),
    (["lint", "--select", "FB0001"], "unknown rule 'FB0001'; did you mean 'FB001'?"),
    (["lint", "--ignore", "fragment-markr"], "did you mean 'fragment-marker'?"),
    (["lint", "--extend-select", "QQ"], "unknown rule 'QQ'; rules: "),
    (["lint", "--jobs", "0"], "--jobs is 0; it must be at least 1"),
    (["lint", "--jobs", "two"], "invalid int value: 'two'"),
    (["lint", "--config", "nowhere.toml"], "nowhere.toml: cannot be read: No such file"),
    (["lint", "nowhere.md"], "nowhere.md"),
    (["lint", "null\0byte.md"], "null\\x00byte.md"),
    (["lint", "-", "a.md"], "- cannot be named together with other paths"),
    (["lint", "--output", "no/such/folder/x"], "no/such/folder/x: cannot be written"),
    (["lint", "--lang", "fr"], "invalid choice: 'fr'"),
]


@pytest.mark.parametrize(("call", "message"), CALLS, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_a_wrong_call(desk, call, message):
    desk.write("a.md", "fine\n")
    result = desk.run(*call)
    assert result.status == 2
    assert result.out == "" or "--output" in call
    assert message in result.err
    assert result.err.startswith("copydesk: ")
    assert result.err.count("\n") == 1


CONFIGURATIONS = [
    ("a misspelt key", 'exlude = ["x"]\n', 1, "unknown key 'exlude'; did you mean 'exclude'?"),
    ("a key of nothing", "\n\nquux = 1\n", 3, "unknown key 'quux'; known keys: select, "),
    ("underscores are keys too", "per_file_ignore = {}\n", 1, "did you mean 'per-file-ignores'?"),
    ("a misspelt key in a table", '[markdown]\n# a comment\ndialct = "gfm"\n', 3, "did you mean 'dialect'?"),
    ("a misspelt key in a list of tables", '[[schema]]\nfile = ["x"]\n', 2, "did you mean 'files'?"),
    ("a list that is a string", 'select = "FB001"\n', 1, "select must be a list, not a string"),
    ("a string in a list that is a number", 'exclude = ["a", 5]\n', 1, "exclude must be a string, not a whole number"),
    ("a table that is a number", "\nmarkdown = 5\n", 2, "markdown must be a table"),
    ("a number that is a truth", "jobs = true\n", 1, "jobs must be a whole number, not true or false"),
    ("a truth that is a number", "respect-gitignore = 1\n", 1, "respect-gitignore must be true or false"),
    ("a wrong word", '[markdown]\ndialect = "comonmark"\n', 2, "did you mean 'commonmark'?"),
    ("a wrong threshold", 'fail-on = "warnings"\n', 1, "did you mean 'warning'?"),
    ("an unknown rule", 'ignore = [\n  "FB001",\n  "FB0002",\n]\n', 1, "unknown rule 'FB0002'"),
    ("an unknown rule for a glob", '[per-file-ignores]\n"a/**" = ["FB"]\n"b/**" = ["QQ1"]\n', 3, "unknown rule 'QQ1'"),
    ("an unknown rule with a severity", '[severity]\nFB001 = "info"\nFX001 = "info"\n', 3, "unknown rule 'FX001'"),
    ("an unknown severity", '[severity]\nFB001 = "fatal"\n', 2, "it must be error, warning or info"),
    ("an unknown rule with options", "[rules.FB01]\nx = 1\n", 1, "did you mean 'FB001'?"),
    ("an unknown option of a rule", "[rules.ZZ001]\nx = 1\n", 2, "unknown key 'rules.ZZ001.x'"),
    ("a schema for no files", '[[schema]]\nschema = "jekyll-post"\n', 1, "needs both files and schema"),
    ("a glob that is none", 'exclude = ["!"]\n', 1, "'!' is no glob"),
    ("no TOML", 'select = ["FB001"\nignore = 3\n', 2, "not valid TOML"),
    ("a key twice", "jobs = 1\njobs = 2\n", 2, "not valid TOML"),
    ("TOML that breaks off", "jobs = 1\nselect = [\n", 2, "not valid TOML"),
    ("an option that its rule refuses", '[rules.FB001]\npatterns = ["("]\n', 2, "'(' is no regular expression"),
    ("a misspelt schema", '[[schema]]\nfiles = ["**"]\nschema = "jekyl-post"\n', 3, "did you mean 'jekyll-post'?"),
    ("a schema in the network", '[[schema]]\nfiles = ["**"]\nschema = "https://a.b/c"\n', 3, "is an address"),
    ("a dotted key", 'markdown.dialect = "x"\n', 1, "markdown.dialect is 'x'"),
]


@pytest.mark.parametrize(("text", "line", "message"), [pytest.param(*c[1:], id=c[0]) for c in CONFIGURATIONS])
@pytest.mark.parametrize("name", ["copydesk.toml", ".copydesk.toml"])
def test_a_wrong_configuration(desk, word_rule, text, line, message, name):
    desk.write(name, text)
    desk.write("a.md", "fine\n")
    result = desk.lint()
    assert result.status == 2
    assert message in result.err
    assert f"{name}:{line}: " in result.err
    assert result.err.count("\n") == 1


def test_a_wrong_pyproject(desk):
    desk.write("pyproject.toml", '[project]\nname = "x"\nselect = 5\n\n[tool.copydesk]\nselekt = []\n')
    result = desk.lint()
    assert result.status == 2
    assert "pyproject.toml:6: unknown key 'selekt'; did you mean 'select'?" in result.err


def test_a_configuration_that_is_no_text(desk):
    desk.write("copydesk.toml", b"\xff\xfe\x00")
    assert "copydesk.toml: cannot be read" in desk.lint().err


def test_a_schema_that_is_missing_or_remote_is_named(desk):
    desk.write("a.md", "---\ntitle: x\n---\n")
    for schema, message in (
        ("jekyll-pst", "did you mean 'jekyll-post'?"),
        ("https://example.org/x.json", "is an address"),
    ):
        desk.write("copydesk.toml", f'[[schema]]\nfiles = ["*.md"]\nschema = "{schema}"\n')
        result = desk.lint()
        assert result.status == 2
        assert message in result.err


def test_isolated_reads_no_configuration(desk):
    desk.write("copydesk.toml", "nonsense = 1\n")
    desk.write("a.md", "fine\n")
    assert desk.lint("--isolated").status == 0


def test_a_configuration_can_be_named(desk, word_rule):
    desk.write("copydesk.toml", "nonsense = 1\n")
    desk.write("other/mine.toml", 'select = ["ZZ001"]\n')
    desk.write("a.md", "xyzzy\n")
    assert desk.json("--config", "other/mine.toml").findings == [("a.md", 1, "ZZ001")]


def test_a_mistake_of_the_program_is_status_3_and_not_findings(desk, monkeypatch):
    from copydesk.engine.session import Session

    monkeypatch.setattr(Session, "lint", lambda *_: 1 / 0)
    result = desk.lint()
    assert result.status == 3
    assert "ZeroDivisionError" in result.err


@pytest.mark.parametrize("call", [["--help"], ["lint", "--help"], ["--version"]])
def test_help_and_version_are_no_errors(desk, call, capsys):
    with pytest.raises(SystemExit) as left:
        desk.run(*call)
    assert left.value.code in (0, None)
