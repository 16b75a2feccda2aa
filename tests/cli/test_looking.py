"""`graph`, `services`, `doctor` and `init`: they look at an estate and start nothing."""

from __future__ import annotations

import pytest

from oci_assets.estate.settings_file import load_settings
from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine, resource


def test_graph_json(oci: CommandLine) -> None:
    """The object has the keys of the contract, with where each edge comes from."""
    ended = oci("graph", "--format", "json")
    found = ended.json
    assert (ended.code, ended.err) == (0, "")
    assert found["stacks"]["toronto/compute"] == {
        "level": 3,
        "upstream": [
            {"stack": "toronto/identity", "source": "built-in", "kind": "hard"},
            {"stack": "toronto/network", "source": "built-in", "kind": "hard"},
        ],
    }
    assert found["levels"] == [["toronto/identity"], ["ashburn/network", "toronto/network"], ["toronto/compute"]]
    assert found["cycles"] == []


def test_graph_json_of_a_folder(oci: CommandLine) -> None:
    """A working directory narrows the stacks; upstreams outside of it are still named."""
    found = oci("graph", "--format", "json", "--working-dir", "ashburn").json
    assert list(found["stacks"]) == ["ashburn/network"]
    assert [edge["stack"] for edge in found["stacks"]["ashburn/network"]["upstream"]] == ["toronto/identity"]


@pytest.mark.parametrize(
    ("style", "first", "edge"),
    [
        ("text", "Level 1", "  ashburn/network  <- toronto/identity"),
        ("mermaid", "flowchart LR", "    s2 --> s0"),
        ("dot", "digraph estate {", '  "toronto/identity" -> "ashburn/network";'),
    ],
)
def test_graph_formats(oci: CommandLine, style: str, first: str, edge: str) -> None:
    """Text, Mermaid and Graphviz show the same edge."""
    lines = oci("graph", "--format", style).out.splitlines()
    assert lines[0] == first
    assert edge in lines


def test_graph_cycle(oci: CommandLine) -> None:
    """A cycle is a warning in the predecessor's words and never an error."""
    oci.estate.write("oci-assets.yaml", "service_dependencies: {identity: [network]}\n")
    ended = oci("graph")
    assert ended.code == 0
    assert "warning: Circular dependency detected for: " in ended.out
    assert "warning: These services will be executed last in alphabetical order" in ended.out


def test_graph_notes_only_with_debug(oci: CommandLine) -> None:
    """Harmless facts about missing upstreams are shown to who asks."""
    assert "note: " not in oci("graph").out
    assert "note: no 'nsg' for toronto/compute" in oci("graph", "--debug").out


def test_services_json(oci: CommandLine) -> None:
    """Every stack with region, service, known name, folder and level."""
    ended = oci("services", "--json")
    assert ended.code == 0
    assert ended.json["warnings"] == []
    assert ended.json["stacks"]["ashburn/network"] == {
        "region": "ashburn",
        "service": "network",
        "canonical": "network",
        "path": "ashburn/network",
        "level": 2,
    }


def test_services_is_not_wrapped_for_a_pipe(oci: CommandLine) -> None:
    """Another program gets one line a stack, however long."""
    lines = oci("services").out.splitlines()
    assert len(lines) == 1 + 4
    assert lines[1].split()[:2] == ["ashburn/network", "2"]
    assert "VCN, subnets, DRG, gateways, route tables, security lists, DHCP, flow logs" in lines[1]


def test_services_warns_about_unknown_names(oci: CommandLine) -> None:
    """A folder that is no known service says what it is taken to need, and where to say better."""
    oci.estate.write("toronto/thing/main.tf", resource())
    oci.estate.write("toronto/thing/backend.tf")
    ended = oci("services")
    assert "warning: 'thing' is not a known service" in ended.out
    assert "service_dependencies in oci-assets.yaml" in ended.out


def test_doctor(oci: CommandLine) -> None:
    """On a machine and an estate that are ready every finding is fine, and the state directory can be used."""
    ended = oci("doctor", "--json")
    findings = {finding["name"]: finding for finding in ended.json}
    assert ended.code == 0
    assert all(finding["ok"] for finding in findings.values())
    assert findings["estate"]["text"] == f"4 stacks in {oci.estate.root}"
    assert findings["commit"]["text"] == oci.estate.git("rev-parse", "HEAD")
    assert findings["dependencies"]["text"] == "4 edges in 3 levels, no cycle"
    assert {"python", "git", "terraform", "state directory"} < set(findings)


def test_doctor_tells_rules_that_ignore_nothing(oci: CommandLine) -> None:
    """No such stack, a type that no file declares, a day that is over: told, and no failure."""
    oci.estate.write(
        "oci-assets.yaml",
        """drift:
  ignore:
    - {stack: toronto/nothing, attribute: metadata.*}
    - {address: oci_core_instnace.*}
    - {attribute: shape, expires: 2020-01-01}
    - '*.freeform_tags.owner'
""",
    )
    ended = oci("doctor", "--json")
    findings = {finding["name"]: finding for finding in ended.json}
    told = findings["warning, ignores nothing"]
    assert (ended.code, told["ok"]) == (0, True)
    assert [line.split(")")[0].strip() for line in told["text"].splitlines()] == [
        "drift.ignore.0 (stack: toronto/nothing, attribute: metadata.*",
        "drift.ignore.1 (address: oci_core_instnace.*",
        "drift.ignore.2 (attribute: shape",
    ]
    assert "is for toronto/nothing, which is no stack" in told["text"]
    assert "is about oci_core_instnace, which no file of the estate declares: correct" in told["text"]
    assert "has expired on 2020-01-01" in told["text"]


def test_doctor_finds_everything_at_once(oci: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cycle, a missing Terraform and a state directory that cannot be made are three failures and exit code 1."""
    monkeypatch.setenv("OCI_ASSETS_TERRAFORM", "/none/terraform")
    oci.estate.write("oci-assets.yaml", "service_dependencies: {identity: [network]}\n")
    ended = oci("--state-dir", "/proc/none", "doctor")
    failed = [line.split(":")[0] for line in ended.out.splitlines() if line.startswith("FAIL ")]
    assert ended.code == 1
    assert failed == ["FAIL dependencies", "FAIL terraform", "FAIL state directory"]


def test_doctor_without_an_estate(oci: CommandLine) -> None:
    """What does not need an estate is looked at all the same."""
    ended = oci("--estate", "/none", "doctor")
    assert ended.code == 1
    assert "FAIL estate: " in ended.out
    assert "ok   terraform: " in ended.out


@pytest.mark.parametrize("name", ["thing", "null", "yes", "1e3", "[x]", 'do"uble', "it's", "a: b", "-rf", "日本語"])
def test_init_writes_settings_that_can_be_read(oci: CommandLine, name: str) -> None:
    """Whatever the folders are called: what was found is what the settings say."""
    oci.estate.write(f"toronto/{name}/main.tf", resource())
    oci.estate.write(f"toronto/{name}/backend.tf")
    ended = oci("init")
    settings = load_settings(oci.estate.root)
    assert ended.out.startswith(f"wrote {oci.estate.root}/oci-assets.yaml: 5 stacks found")
    assert settings.regions == {"ashburn": "us-ashburn-1", "toronto": "ca-toronto-1"}
    assert settings.service_dependencies == {name: ("identity", "network")}
    assert "warning" not in oci("services").out


def test_init_never_overwrites(oci: CommandLine) -> None:
    """Settings that are there stay as they are."""
    file = oci.estate.write("oci-assets.yaml", "# mine\n")
    ended = oci("init")
    assert (ended.code, file.read_text()) == (64, "# mine\n")
    assert "is there already: edit it, or remove it first" in ended.err


def test_init_of_an_empty_repository(estate: EstateRepo, oci: CommandLine) -> None:
    """Without stacks there are settings to begin with."""
    for region in ("toronto", "ashburn"):
        estate.remove(region)
    assert oci("init").code == 0
    assert load_settings(estate.root).regions == {}
