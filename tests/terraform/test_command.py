"""Argument lists, whole."""

from __future__ import annotations

from pathlib import Path

from oci_assets.terraform.command import (
    apply_args,
    init_args,
    plan_args,
    show_args,
    version_args,
)

PLAN = Path("/state/plan")


def test_init_args() -> None:
    """Init asks nothing and moves no state; a committed lock file stays as it is."""
    assert init_args(lock_timeout_seconds=60, readonly_lockfile=False) == [
        *["init", "-input=false", "-no-color", "-lock-timeout=60s"]
    ]
    assert init_args(lock_timeout_seconds=35, readonly_lockfile=True) == [
        *["init", "-input=false", "-no-color", "-lock-timeout=35s", "-lockfile=readonly"]
    ]


def test_plan_args() -> None:
    """A plan waits for the lock and goes into a file; odd names of var files stay one argument."""
    files = (Path("/estate/a b.tfvars"), Path("/estate/$(x);.tfvars"))
    assert plan_args(PLAN, lock_timeout_seconds=60, var_files=files) == [
        *["plan", "-input=false", "-no-color", "-detailed-exitcode", "-lock-timeout=60s"],
        *["-var-file=/estate/a b.tfvars", "-var-file=/estate/$(x);.tfvars", "-out=/state/plan"],
    ]


def test_plan_args_without_lock() -> None:
    """A drift check takes no lock."""
    assert plan_args(PLAN, lock_timeout_seconds=None) == [
        *["plan", "-input=false", "-no-color", "-detailed-exitcode", "-lock=false", "-out=/state/plan"]
    ]


def test_other_args() -> None:
    """Show and apply take the saved plan; version is plain text."""
    assert show_args(PLAN) == ["show", "-no-color", "-json", "/state/plan"]
    assert apply_args(PLAN, lock_timeout_seconds=60) == [
        *["apply", "-input=false", "-no-color", "-json", "-lock-timeout=60s", "/state/plan"]
    ]
    assert version_args() == ["version"]
