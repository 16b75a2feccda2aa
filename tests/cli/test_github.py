"""`oci-assets github drift-issue` and the files that `drift` leaves, on real Terraform and a GitHub of our own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from oci_assets.environment import Environment
from oci_assets.errors import UsageError
from oci_assets.github.access import GithubAccess
from tests.cli.command_line import CommandLine
from tests.github.server import GithubServer, github_server

NETWORK = "toronto/network"


@pytest.fixture
def github() -> Iterator[GithubServer]:
    """The API of one empty repository."""
    with github_server() as server:
        yield server


@pytest.fixture
def reached(github: GithubServer, monkeypatch: pytest.MonkeyPatch) -> GithubServer:
    """The same, with the variables that lead to it set."""
    for name, value in github.environment().items():
        monkeypatch.setenv(name, value)
    return github


@pytest.fixture
def drifted(oci: CommandLine) -> CommandLine:
    """toronto/network was changed by hand, and a check has seen it."""
    assert oci("apply", NETWORK, "ashburn/network").code == 0
    state = oci.estate.root / NETWORK / "terraform.tfstate"
    state.write_text(state.read_text(encoding="utf-8").replace('"1"', '"2"'), encoding="utf-8")
    assert oci("drift", NETWORK, "ashburn/network").code == 0
    return oci


def test_drift_leaves_files(drifted: CommandLine, github: GithubServer) -> None:
    """One for each drifted stack, with what differs and how to repair it; GitHub is not asked."""
    [file] = (drifted.state / "drift").rglob("*.md")
    assert file == drifted.state / "drift" / f"{NETWORK}.md"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# 🔍 Infrastructure Drift Detected - ")
    assert "terraform_data.a" in text
    assert f"oci-assets plan {NETWORK}" in text
    assert github.requests == []


def test_file_goes_when_it_is_repaired(drifted: CommandLine) -> None:
    """An apply puts it back, the next check finds nothing, the file is gone."""
    assert drifted("apply", NETWORK).code == 0
    assert drifted("drift", NETWORK).code == 0
    assert list((drifted.state / "drift").rglob("*.md")) == []


def test_drift_issue(drifted: CommandLine, reached: GithubServer) -> None:
    """The issue is opened and told with its address; the second time there is nothing to do."""
    first = drifted("github", "drift-issue")
    assert (first.code, reached.forge.open_numbers()) == (0, [1])
    assert f"{NETWORK}: open #1, none is open https://github.example/acme/estate/issues/1" in flat(first.out)
    assert "1 of 2 stacks drifted, 1 opened" in first.out
    second = drifted("github", "drift-issue", "--run", "last")
    assert f"{NETWORK}: leave #1, nothing new" in flat(second.out)
    assert len(reached.forge.issues) == 1


def test_drift_issue_dry_run(drifted: CommandLine, reached: GithubServer) -> None:
    """What would be done is told, nothing is written."""
    ended = drifted("github", "drift-issue", "--dry-run")
    assert f"{NETWORK}: open, none is open" in flat(ended.out)
    assert (ended.code, reached.writes) == (0, [])


def test_drift_issue_without_github(drifted: CommandLine) -> None:
    """What is missing is named; a dry run tells that it cannot know."""
    ended = drifted("github", "drift-issue")
    assert ended.code == 64
    assert "set GITHUB_REPOSITORY (OWNER/NAME) and GITHUB_TOKEN" in ended.err
    assert drifted("github", "drift-issue", "--dry-run").code == 0


def test_drift_issue_of_an_unknown_run(drifted: CommandLine, reached: GithubServer) -> None:
    """A run that is none is a mistake of usage."""
    ended = drifted("github", "drift-issue", "--run", "zzz")
    assert (ended.code, reached.requests) == (64, [])
    assert "run 'zzz' is none of the drift runs" in ended.err


def test_drift_issue_before_any_check(oci: CommandLine, reached: GithubServer) -> None:
    """There is nothing to tell of."""
    ended = oci("github", "drift-issue")
    assert (ended.code, reached.requests) == (64, [])
    assert "nothing was checked here so far" in ended.err


def test_wrong_token_is_one_line(drifted: CommandLine, reached: GithubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What GitHub says, what to do, no token, no traceback."""
    secret = "ghp_" + "y" * 36
    monkeypatch.setenv("GITHUB_TOKEN", secret)
    ended = drifted("github", "drift-issue")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "GitHub answers 401 (Bad credentials): the token is wrong" in ended.err
    assert secret not in ended.err + ended.out
    assert reached.writes == []


def test_read_github() -> None:
    """A repository and a token, or an App, are needed; the token goes first and is not shown."""
    token = {"GITHUB_TOKEN": "t0ken", "GITHUB_REPOSITORY": "acme/estate"}
    read = Environment.read(token).github
    assert read == GithubAccess("acme/estate", token="t0ken")
    assert "t0ken" not in repr(Environment.read(token))
    app = {
        "GITHUB_APP_ID": "7",
        "GITHUB_APP_PRIVATE_KEY": "-----BEGIN KEY-----\\nx",
        "GITHUB_REPOSITORY": "acme/estate",
    }
    assert Environment.read(app).github == GithubAccess("acme/estate", app_id="7", app_key="-----BEGIN KEY-----\nx")
    for missing in ("GITHUB_TOKEN", "GITHUB_REPOSITORY"):
        assert Environment.read({**token, missing: ""}).github is None


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"GITHUB_REPOSITORY": "https://github.com/acme/estate"}, "GITHUB_REPOSITORY is .*give OWNER/NAME"),
        ({"GITHUB_API_URL": "github.acme.example"}, "GITHUB_API_URL is .*give an address"),
        ({"GITHUB_TOKEN": "", "GITHUB_APP_ID": "7", "GITHUB_APP_PRIVATE_KEY": "/none"}, "a file that cannot be read"),
    ],
)
def test_read_github_mistakes(variables: dict[str, str], sentence: str) -> None:
    """Each is named with what to write instead."""
    usual = {"GITHUB_TOKEN": "t", "GITHUB_REPOSITORY": "acme/estate"}
    with pytest.raises(UsageError, match=sentence):
        Environment.read({**usual, **variables})


def flat(text: str) -> str:
    """The text on one line: terminals wrap."""
    return " ".join(text.split())
