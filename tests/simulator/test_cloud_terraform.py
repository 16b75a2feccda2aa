"""Real Terraform on the simulated cloud: what people do in the console is drift of exactly that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulator.cloud_stack import actions, drift, standing
from tests.simulator.console_shell import Shell
from tests.simulator.protocol_stacks import Stack

SSH = '{"protocol": "6", "source": "0.0.0.0/0", "tcp_options": [{"min": 22, "max": 22}]}'
LIST, WEB, NET = "oci_core_security_list.rules", "oci_core_instance.web", "oci_core_vcn.net"
# What somebody does, what the next plan shows as drift, and what it would do about it.
EDITS = {
    "opens a port": (("set", "rules", f"ingress_security_rules+={SSH}"), {LIST: ["ingress_security_rules"]}, LIST),
    "removes a rule": (("set", "rules", "ingress_security_rules[1]-="), {LIST: ["ingress_security_rules"]}, LIST),
    "changes a tag": (("set", "net", "freeform_tags.env=prod"), {NET: ["freeform_tags"]}, NET),
    "adds a defined tag": (("set", "net", 'defined_tags["Ops.team"]=blue'), {NET: ["defined_tags"]}, None),
    "renames": (
        ("set", "app", "display_name=frontend"),
        {"oci_core_subnet.app": ["display_name"]},
        "oci_core_subnet.app",
    ),
    "resizes": (("set", "web", "shape_config.ocpus=8"), {WEB: ["shape_config"]}, WEB),
    "stops": (("set", "web", "state=STOPPED"), {WEB: ["state"]}, None),
    "makes a bucket public": (
        ("set", "box", "access_type=ObjectRead"),
        {"oci_objectstorage_bucket.box": ["access_type", "etag"]},
        "oci_objectstorage_bucket.box",
    ),
    "changes a route": (
        ("set", "public", "route_rules[0].destination=10.9.0.0/16"),
        {"oci_core_route_table.public": ["route_rules"]},
        "oci_core_route_table.public",
    ),
    "makes a volume faster": (
        ("set", "data", "vpus_per_gb=20"),
        {"oci_core_volume.data": ["auto_tuned_vpus_per_gb", "vpus_per_gb"]},
        None,
    ),
    "switches a gateway off": (
        ("set", "out", "enabled=false"),
        {"oci_core_internet_gateway.out": ["enabled"]},
        "oci_core_internet_gateway.out",
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, Shell]]:
    """A stack that stands, for all edits in turn."""
    with standing(tmp_path_factory.mktemp("drift")) as found:
        yield found


def test_the_plan_after_an_apply_is_empty(place: tuple[Stack, Shell]) -> None:
    """Nothing to do, and nothing drifted."""
    plan = place[0].plan()
    assert actions(plan) == {}
    assert drift(plan) == {}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_drift_of_exactly_that(place: tuple[Stack, Shell], what: str) -> None:
    """The plan shows it and no more, and after an apply (or the same edit back) nothing is left."""
    stack, shell = place
    edit, drifted, mended = EDITS[what]
    shell.does(*edit)
    plan = stack.plan()
    assert drift(plan) == drifted
    if mended is None:
        assert actions(plan) == {}
        stack.run("apply", "-refresh-only", "-auto-approve", "-no-color")
    else:
        assert list(actions(plan)) == [mended]
        stack.apply()
    after = stack.plan()
    assert (drift(after), actions(after)) == ({}, {})


def test_what_somebody_deletes_is_made_anew(tmp_path: Path) -> None:
    """A machine with its attachment; the volume that was attached stays."""
    with standing(tmp_path) as (stack, shell):
        shell.does("delete", "web")
        plan = stack.plan()
        attachment = "oci_core_volume_attachment.data"
        assert drift(plan) == {WEB: ["gone"], attachment: ["gone"]}
        assert actions(plan) == {WEB: "create", attachment: "create"}
        stack.apply()
        assert actions(stack.plan()) == {}


def test_what_is_deleted_by_force_breaks_what_used_it(tmp_path: Path) -> None:
    """Terraform makes the subnet anew, and replaces what was in it."""
    with standing(tmp_path) as (stack, shell):
        shell.refuses("delete", "app")
        shell.does("delete", "app", "--force")
        assert actions(stack.plan())["oci_core_subnet.app"] == "create"


def test_all_of_it_goes(tmp_path: Path) -> None:
    """A destroy leaves an empty cloud."""
    with standing(tmp_path) as (stack, shell):
        stack.run("destroy", "-auto-approve", "-no-color")
        assert [each.type for each in shell.cloud.store.all()] == []


def test_a_timeout_leaves_a_tainted_object(tmp_path: Path) -> None:
    """What was made in the end is in the state; the next apply replaces it."""
    vcn = 'resource "oci_core_vcn" "slow" {\n  compartment_id = local.place\n  cidr_block = "10.9.0.0/16"\n%s}\n'
    limit = '  timeouts {\n    create = "1s"\n  }\n'
    with standing(tmp_path) as (stack, shell):
        stack.write(stack.folder.joinpath("main.tf").read_text(encoding="utf-8") + vcn % limit)
        shell.does("latency", "vcn", "create", "600")
        assert "timeout while waiting for state" in stack.apply(fails=True)
        assert stack.state()["oci_core_vcn.slow"]["status"] == "tainted"
        shell.does("latency", "--clear")
        stack.apply()
        assert actions(stack.plan()) == {}
        assert len(shell.cloud.store.all("oci_core_vcn")) == 2
