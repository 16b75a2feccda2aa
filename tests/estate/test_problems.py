"""Which source of an edge wins, and what is wrong where the sources do not agree."""

from __future__ import annotations

from oci_assets.estate.settings import Settings
from tests.estate.test_inferred import MINE, THEIRS, catalog_of, creates, hard, looks_up, reads

NETWORK, COMPUTE, IDENTITY = "toronto/network", "toronto/compute", "toronto/identity"
FIREWALL = "toronto/firewall"


def declared(**services: tuple[str, ...]) -> Settings:
    """Settings with these dependencies."""
    return Settings(service_dependencies=services)


def state_of(stack: str) -> str:
    """Reads the state of a stack without a backend block."""
    return reads("s3", f'key = "{stack}/terraform.tfstate"')


def test_remote_state_goes_over_look_up_over_built_in() -> None:
    """An edge that several sources know is shown with the strongest of them."""
    upstream = creates("oci_core_subnet")
    assert hard(catalog_of({NETWORK: upstream, COMPUTE: ""}), COMPUTE) == {NETWORK: "built-in"}
    looked = looks_up("oci_core_subnets")
    assert hard(catalog_of({NETWORK: upstream, COMPUTE: looked}), COMPUTE)[NETWORK].startswith("inferred from ")
    both = catalog_of({NETWORK: upstream, COMPUTE: looked + state_of(NETWORK)})
    assert hard(both, COMPUTE)[NETWORK].startswith("remote state in ")


def test_declared_goes_over_remote_state() -> None:
    """What somebody wrote down is shown as that."""
    found = catalog_of({NETWORK: "", COMPUTE: state_of(NETWORK)}, declared(compute=("network",)))
    assert hard(found, COMPUTE) == {NETWORK: "oci-assets.yaml"}
    assert (found.missing, found.problems) == ((), ())


def test_remote_state_against_the_built_in_map() -> None:
    """A network that reads the state of compute comes after it; a note says which built-in edge gave way."""
    found = catalog_of({NETWORK: state_of(COMPUTE), COMPUTE: ""})
    assert list(hard(found, NETWORK)) == [COMPUTE]
    assert NETWORK not in hard(found, COMPUTE)
    assert found.cycles == ()
    assert any(f"{COMPUTE} does not wait for {NETWORK} (built-in)" in note for note in found.notes)


def test_remote_states_against_each_other() -> None:
    """A ring of equally strong edges is a cycle, named with its members."""
    found = catalog_of({MINE: state_of(THEIRS), THEIRS: state_of(MINE)})
    assert found.cycles == ((THEIRS, MINE),)
    assert any("Circular dependency detected for: " in warning for warning in found.warnings)


def test_declared_list_is_the_whole_list() -> None:
    """What a declared list lacks is missing: it is no edge, and it is a problem of that stack."""
    found = catalog_of(
        {NETWORK: "", IDENTITY: "", MINE: state_of(NETWORK)}, Settings(service_dependencies={"my-app": ("identity",)})
    )
    assert list(hard(found)) == [IDENTITY]
    assert [(stack, edge.upstream) for stack, edge in found.missing] == [(MINE, NETWORK)]
    problem = next(problem for problem in found.problems if problem.stack == MINE)
    assert f"{MINE} needs {NETWORK} (remote state in {MINE}/main.tf)" in problem.text


def test_declared_list_that_lacks_what_comes_first_anyway() -> None:
    """An upstream of an upstream is put first all the same: nothing is missing."""
    settings = Settings(service_dependencies={"my-app": ("compute",)})
    found = catalog_of({NETWORK: "", COMPUTE: "", MINE: state_of(NETWORK)}, settings)
    assert (found.missing, found.problems) == ((), ())


def test_ring_of_the_users_own() -> None:
    """A declared list against the built-in map is a cycle with a warning, as it always was."""
    found = catalog_of({IDENTITY: "", NETWORK: ""}, declared(identity=("network",)))
    assert found.cycles == ((IDENTITY, NETWORK),)
    assert "Circular dependency detected for: identity, network" in found.warnings


def test_unknown_service_that_shows_what_it_needs() -> None:
    """Files that show an upstream stand for a declaration, and replace what is merely assumed."""
    stacks = {IDENTITY: "", NETWORK: "", THEIRS: creates("oci_x_thing"), MINE: looks_up("oci_x_things")}
    found = catalog_of(stacks)
    assert list(hard(found)) == [THEIRS]
    assert [problem.stack for problem in found.problems] == [THEIRS]
    assert not any("'my-app' is not a known service" in warning for warning in found.warnings)


def test_problems_of_each_kind_in_order() -> None:
    """A missing edge, an unknown service, an entry that names nothing, an upstream that names nothing."""
    settings = Settings(service_dependencies={"compute": ("identity",), "typo": ("network",), "network": ("mistake",)})
    found = catalog_of({IDENTITY: "", NETWORK: "", COMPUTE: state_of(FIREWALL), FIREWALL: "", THEIRS: ""}, settings)
    assert [problem.stack for problem in found.problems] == [COMPUTE, THEIRS, None, None]
    assert "'typo'" in found.problems[2].text
    assert "'mistake'" in found.problems[3].text
