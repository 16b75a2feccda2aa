"""Faults 1 to 23 of git and change detection, each by its number: the tests that hold it, some of them here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.changes import find_affected
from oci_assets.estate.settings import Settings
from tests.builders import EstateRepo, snapshot, stack_files

TESTS = Path(__file__).resolve().parents[1]
HELD_BY = {
    1: [
        "estate/test_git_fetch.py::test_find_affected_in_a_small_clone",
        "estate/test_changes.py::test_find_affected_fails_closed",
    ],
    2: ["verbs/test_branches.py::test_force_push", "verbs/test_branches.py::test_lost_commits"],
    3: ["estate/test_changes.py::test_find_affected_is_three_dots"],
    4: [
        "verbs/test_branches.py::test_merge_and_empty_commit",
        "estate/test_git_changeset.py::test_changeset_of_nothing",
    ],
    5: ["estate/test_changes.py::test_find_affected_by_a_rename"],
    6: ["estate/test_changes.py::test_find_affected_removed_stack"],
    7: ["estate/test_exact.py::test_find_affected_by_one_path"],
    8: ["estate/test_exact.py::test_find_affected_by_one_path"],
    9: ["estate/test_exact.py::test_find_affected_tells_the_chain"],
    10: ["estate/test_exact.py::test_find_affected_by_one_path"],
    11: ["estate/test_faults.py::test_fault_11_modules_in_a_circle"],
    12: [
        "estate/test_judge.py::test_closure_is_what_terraform_installs",
        "estate/test_faults.py::test_fault_12_sources",
    ],
    13: [
        "terraform/test_failures.py::test_plan_missing_module",
        "terraform/test_failures.py::test_plan_missing_module_of_a_module",
    ],
    14: ["estate/test_exact.py::test_find_affected_by_a_deletion"],
    15: ["estate/test_exact.py::test_find_affected_where_hcl_is_broken"],
    16: ["estate/test_exact.py::test_find_affected_by_one_path"],
    17: ["estate/test_links.py::test_real", "estate/test_links.py::test_real_circle"],
    18: [
        "estate/test_git_changeset.py::test_changeset_submodule_pointer",
        "estate/test_faults.py::test_fault_18_odd_bytes",
    ],
    19: ["estate/test_git_changeset.py::test_changeset_odd_names", "estate/test_discovery.py::test_discover_odd_names"],
    20: ["estate/test_catalog.py::test_build_catalog_of_ten_thousand_stacks"],
    21: ["estate/test_catalog.py::test_build_catalog_warns_about_unknown_folders"],
    22: ["estate/test_catalog.py::test_build_catalog_warns_about_cycles"],
    23: ["platform/test_apply.py::test_apply_keeps_order_over_a_gap"],
}


@pytest.fixture(autouse=True)
def _private_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.parametrize("number", range(1, 24))
def test_fault_is_held(number: int) -> None:
    """The tests that are named for a fault are there."""
    for name in HELD_BY[number]:
        file, _, function = name.partition("::")
        assert re.search(rf"^def {function}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE), name


def call(source: str, name: str = "m") -> str:
    """A module call."""
    return f'module "{name}" {{\n  source = "{source}"\n}}\n'


def test_fault_11_modules_in_a_circle(estate: EstateRepo) -> None:
    """Modules that call each other end the search, select their users, and are warned about."""
    files = {"toronto/network/main.tf": call("../../modules/a"), "modules/a/main.tf": call("../b")}
    estate.commit(files={**files, "modules/b/main.tf": call("../a"), "toronto/network/backend.tf": ""})
    estate.branch("work")
    estate.commit(files={"modules/b/main.tf": call("../a") + "# more\n"})
    found = find_affected(estate.repository(), "main")
    assert list(found.reasons) == ["toronto/network"]
    assert any("modules/a, modules/b" in warning and "circle" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("source", "selects"),
    [
        ("../../modules/a", True),
        ("../../modules/a/", True),
        ("../../modules//a", True),
        ("git::https://example.com/acme/modules.git//a?ref=v1", False),
        ("acme/network/oci", False),
        ("/modules/a", False),
        ("../../../modules/a", False),
        ("modules/a", False),
    ],
)
def test_fault_12_sources(estate: EstateRepo, source: str, *, selects: bool) -> None:
    """Local sources are followed, others are none of our files, and nothing outside the repository is read."""
    estate.commit(
        files={"toronto/network/main.tf": call(source), "toronto/network/backend.tf": "", "modules/a/x.tf": ""}
    )
    estate.branch("work")
    estate.commit(files={"modules/a/x.tf": "# changed\n"})
    found = find_affected(estate.repository(), "main")
    assert list(found.reasons) == (["toronto/network"] if selects else [])
    assert any("outside the repository" in warning for warning in found.warnings) is False


@pytest.mark.parametrize(
    "text",
    [
        call("../../modules/a").replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + call("../../modules/a").encode(),
        b"# caf\xe9 \xff\n" + call("../../modules/a").encode(),
        b"/*\n" + call("../../modules/z", "z").encode() + b"*/\n" + call("../../modules/a").encode(),
    ],
)
def test_fault_18_odd_bytes(estate: EstateRepo, text: bytes) -> None:
    """CRLF, a byte order mark and bytes that are not UTF-8 hide no call; an LFS pointer is a file like any other."""
    estate.write("toronto/network/main.tf", text)
    estate.commit(files={"toronto/network/backend.tf": "", "modules/a/x.tf": "", "modules/z/x.tf": ""})
    estate.branch("work")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    estate.commit(
        files={"modules/a/x.tf": "# changed\n", "modules/z/x.tf": "# changed\n", "modules/a/big.bin": pointer}
    )
    assert list(find_affected(estate.repository(), "main").reasons) == ["toronto/network"]


def test_fault_22_alone_in_a_circle() -> None:
    """A service that is declared to need itself is warned about and runs."""
    found = build_catalog(
        snapshot(stack_files("toronto/oke")), Settings.model_validate({"service_dependencies": {"oke": ["oke"]}})
    )
    assert found.levels == (("toronto/oke",),)
    assert found.warnings[0] == "Circular dependency detected for: oke"
