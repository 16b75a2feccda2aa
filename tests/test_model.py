"""The words of the house: the names that contracts hold, and the little that they do."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from oci_assets.model import Action, Catalog, DependencyKind, Outcome, ReasonKind, Stack


def test_values_are_the_contracts_words() -> None:
    """design.md names these values; files and events that hold them outlive a release."""
    assert [action.value for action in Action] == ["plan", "apply", "drift"]
    assert sorted(outcome.value for outcome in Outcome) == sorted(
        ["no_changes", "changes", "applied", "partial", "failed", "not_run", "deferred", "blocked", "unknown"]
    )
    assert sorted(kind.value for kind in ReasonKind) == sorted(
        ["file", "module", "shared_file", "symlink", "missing_module", "unresolved_source", "settings"]
    )
    assert {kind.value for kind in DependencyKind} == {"hard", "soft"}


def test_stack_id() -> None:
    """Region and service, whatever the folder is."""
    assert Stack("toronto", "vcn", "network", PurePosixPath("toronto/vcn")).id == "toronto/vcn"


def test_level_of() -> None:
    """Levels count from 1; a stack that is not in the catalog has none."""
    catalog = Catalog({}, {}, (("t/a", "t/b"), ("t/c",)))
    assert [catalog.level_of(stack) for stack in ("t/a", "t/b", "t/c")] == [1, 1, 2]
    with pytest.raises(KeyError, match="t/gone"):
        catalog.level_of("t/gone")
