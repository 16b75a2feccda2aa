"""A code location for the re-execution tests; asset b fails while the file that `OCI_TEST_BROKEN` names exists."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from oci_assets.platform.executor import thread_executor
from tests.platform.executor_jobs import order_tags


@dg.asset(op_tags=order_tags(1))
def a() -> None:
    """Always succeeds."""


@dg.asset(op_tags=order_tags(2, "a"), deps=[a])
def b() -> None:
    """Fails while it is broken."""
    if Path(os.environ["OCI_TEST_BROKEN"]).exists():
        raise ValueError("broken")


@dg.asset(op_tags=order_tags(3, "a", "b"), deps=[b])
def c() -> None:
    """Needs b."""


@dg.asset(op_tags=order_tags(3, soft=["b"]))
def d() -> None:
    """Comes after b and does not need it."""


defs = dg.Definitions(assets=[a, b, c, d], jobs=[dg.define_asset_job("job")], executor=thread_executor)
