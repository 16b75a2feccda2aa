"""What is printed before a run: the execution plan, the predecessor's lines about modules, reasons as phrases."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from oci_assets.estate.graph import all_ancestors
from oci_assets.model import Affected, Catalog, Changeset, Reason, ReasonKind
from oci_assets.report.levels_text import execution_plan_lines, module_group, module_lines, reason_text, shortest
from tests.report.records import catalog

NETWORKED = ["toronto/network", "toronto/identity"]
ESTATE = catalog(
    {
        "toronto/identity": [],
        "toronto/budget": ["toronto/identity"],
        "toronto/network": ["toronto/identity"],
        **{f"toronto/{service}": NETWORKED for service in ("compute", "database", "oke")},
        "toronto/loadbalancer": ["toronto/compute"],
        "ashburn/network": ["toronto/identity"],
        "ashburn/oke": ["ashburn/network"],
    }
)


def plan_lines(estate: Catalog, *selected: str, parallel: bool = True) -> list[str]:
    """The execution plan of these stacks."""
    return execution_plan_lines(estate, selected, all_ancestors(estate.upstream), parallel=parallel)


def affected(*reasons: tuple[str, Reason]) -> Affected:
    """A change that selects stacks, each for one reason."""
    return Affected(Changeset("b", "h", "m", ()), {stack: (reason,) for stack, reason in reasons})


def module_reason(*via: str, kind: ReasonKind = ReasonKind.MODULE) -> Reason:
    """A file of the last of these modules changed."""
    return Reason(kind, f"{via[-1]}/main.tf" if via else "x", via)


def test_execution_plan_lines_as_in_the_contract() -> None:
    """Exactly the lines of design.md: every level, unselected upstreams named as such, several at once marked."""
    assert plan_lines(ESTATE, "toronto/compute", "toronto/database", "toronto/oke") == [
        "Execution plan (3 levels):",
        "Level 1: identity (unchanged)",
        "Level 2: network (unchanged)",
        "Level 3: compute, database, oke (parallel execution)",
    ]


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ((), ["Execution plan (0 levels):"]),
        (("toronto/identity",), ["Execution plan (1 level):", "Level 1: identity"]),
        (
            ("toronto/network", "toronto/loadbalancer"),
            [
                "Execution plan (4 levels):",
                "Level 1: identity (unchanged)",
                "Level 2: network",
                "Level 3: compute (unchanged)",
                "Level 4: loadbalancer",
            ],
        ),
        (
            ("ashburn/oke",),
            [
                "Execution plan (3 levels):",
                "Level 1: toronto/identity (unchanged)",
                "Level 2: network (unchanged)",
                "Level 3: oke",
            ],
        ),
        (
            ("ashburn/network", "toronto/network", "toronto/budget"),
            [
                "Execution plan (2 levels):",
                "Level 1: toronto/identity (unchanged)",
                "Level 2: ashburn/network, toronto/budget, toronto/network (parallel execution)",
            ],
        ),
    ],
)
def test_execution_plan_lines(selected: Collection[str], expected: list[str]) -> None:
    """Nothing after the last selected stack, ids where names alone would not tell the region."""
    assert plan_lines(ESTATE, *selected) == expected


def test_execution_plan_lines_one_at_a_time() -> None:
    """A run with one worker promises nothing in parallel; an unchanged neighbour makes no parallel level either."""
    assert plan_lines(ESTATE, "toronto/compute", "toronto/oke", parallel=False)[-1] == "Level 3: compute, oke"
    assert plan_lines(ESTATE, "toronto/network", "toronto/budget")[-1].endswith("budget, network (parallel execution)")
    mixed = catalog({"t/a": [], "t/b": [], "t/c": ["t/a", "t/b"]})
    assert plan_lines(mixed, "t/a", "t/c") == [
        *["Execution plan (2 levels):", "Level 1: a, b (unchanged)", "Level 2: c"]
    ]


def test_execution_plan_lines_of_a_cycle() -> None:
    """Members of a cycle come last, one by one; levels that the selection does not need are left out."""
    estate = catalog({"t/x": ["t/y"], "t/y": ["t/x"], "t/a": [], "t/b": ["t/a"]})
    assert plan_lines(estate, "t/x", "t/y") == ["Execution plan (2 levels):", "Level 3: x", "Level 4: y"]


def test_module_lines() -> None:
    """The predecessor's two lines (P4): groups below `modules/`, bare service names, each once."""
    change = affected(
        ("toronto/compute", module_reason("modules/compute/instance")),
        ("ashburn/compute", module_reason("modules/compute/instance")),
        ("toronto/oke", module_reason("modules/oke", "modules/compute/volume")),
        ("toronto/dns", module_reason("shared/dns", kind=ReasonKind.MISSING_MODULE)),
        ("toronto/kms", Reason(ReasonKind.FILE, "toronto/kms/main.tf")),
    )
    assert module_lines(change) == [
        "Detected module changes: compute, shared/dns",
        "-> Affected services: compute, dns, oke",
    ]


def test_module_lines_without_a_module() -> None:
    """Nothing is said when no module changed."""
    assert module_lines(affected(("t/a", Reason(ReasonKind.FILE, "t/a/main.tf")), ("t/b", module_reason()))) == []


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("modules/compute/instance", "compute"),
        ("modules/networkloadbalancer", "networkloadbalancer"),
        ("toronto/oke/modules/pool/x/", "pool"),
        ("modules", "modules"),
        ("templates/vcn", "templates/vcn"),
        ("mymodules/vcn", "mymodules/vcn"),
    ],
)
def test_module_group(folder: str, expected: str) -> None:
    """The first folder below `modules/`, whole names only."""
    assert module_group(folder) == expected


@pytest.mark.parametrize("kind", ReasonKind)
def test_reason_text_of_every_kind(kind: ReasonKind) -> None:
    """Each kind is one phrase that starts with the path."""
    assert reason_text(Reason(kind, "a/b.tf", ("modules/x",))).startswith("a/b.tf ")


def test_reason_text_names_the_chain() -> None:
    """A module's change names the way from the stack down to it."""
    assert reason_text(Reason(ReasonKind.MODULE, "modules/a/main.tf", ("modules/b", "modules/a"))) == (
        "modules/a/main.tf changed, used through modules/b -> modules/a"
    )
    assert reason_text(Reason(ReasonKind.MISSING_MODULE, "modules/a/main.tf", ("modules/a",))) == (
        "modules/a/main.tf is gone, used through modules/a"
    )


def test_reason_text_of_a_hostile_path() -> None:
    """A file name cannot start a line of its own or steer the terminal."""
    assert reason_text(Reason(ReasonKind.FILE, "t/\n::error::x\x1b[2J\udcff.tf")) == "t/ ::error::x�.tf changed"
    assert module_lines(affected(("t/a", module_reason("modules/a\nb"))))[0] == "Detected module changes: a b"


def test_shortest() -> None:
    """The first few, then how many more."""
    reasons = [Reason(ReasonKind.FILE, f"{n}.tf") for n in range(3)]
    assert shortest(reasons, 2) == ["0.tf changed", "1.tf changed", "and 1 more"]
    assert shortest(reasons, 3) == ["0.tf changed", "1.tf changed", "2.tf changed"]
