"""A resource's life with real Terraform, joined to a server: create, change, replace, move, import, destroy."""

from __future__ import annotations

from pathlib import Path

from oci_simulator import facts
from oci_simulator.cloud import ServiceError
from oci_simulator.protocol.configure import NOTICE
from tests.simulator.protocol_stacks import HEAD, VCN, joined

PROVIDER = 'provider "oci" {\n  region = "us-ashburn-1"\n}\n'


def test_apply_creates_and_the_next_plan_is_empty(tmp_path: Path) -> None:
    """The computed values are in the state, the region reaches the cloud, and nothing is left to do."""
    with joined(tmp_path, PROVIDER + VCN % "") as (stack, cloud):
        output = stack.apply()
        assert stack.actions() == {}
    assert output.count(f"Warning: {NOTICE}") == 1
    values = stack.state()["oci_core_vcn.v"]["attributes"]
    assert (values["cidr_block"], values["dns_label"]) == ("10.0.0.0/16", "dns_label-chosen")
    assert (cloud.calls[2][0], cloud.calls[2][2]["region"]) == ("create", "us-ashburn-1")


def test_change_updates_in_place_and_keeps_what_nobody_changed(tmp_path: Path) -> None:
    """A changed name is one update; what the service chose is known in the plan."""
    with joined(tmp_path, VCN % "") as (stack, _):
        stack.apply()
        stack.write(HEAD + VCN % '  display_name = "new"\n')
        change = stack.plan()["resource_changes"][0]["change"]
        stack.apply()
        assert stack.actions() == {}
    assert change["actions"] == ["update"]
    assert change["after_unknown"].keys() & {"dns_label", "id"} == set()
    assert stack.state()["oci_core_vcn.v"]["attributes"]["display_name"] == "new"


def test_force_new_replaces_and_says_which_argument(tmp_path: Path) -> None:
    """A change that the service cannot do in place is a replacement, with its path."""
    with joined(tmp_path, VCN % '  dns_label = "one"\n') as (stack, cloud):
        stack.apply()
        stack.write(HEAD + VCN % '  dns_label = "two"\n')
        change = stack.plan()["resource_changes"][0]["change"]
        stack.apply()
        assert stack.actions() == {}
    assert (change["actions"], change["replace_paths"]) == (["delete", "create"], [["dns_label"]])
    assert len(cloud.objects) == 1


def test_force_new_of_a_chosen_value_is_kept_when_not_configured_any_more(tmp_path: Path) -> None:
    """An optional and computed ForceNew value that leaves the configuration stays as it is."""
    with joined(tmp_path, VCN % '  dns_label = "one"\n') as (stack, _):
        stack.apply()
        stack.write(HEAD + VCN % "")
        assert stack.actions() == {}


def test_gone_resource_is_planned_anew(tmp_path: Path) -> None:
    """What somebody deleted behind Terraform's back is created again."""
    with joined(tmp_path, VCN % "") as (stack, cloud):
        stack.apply()
        cloud.objects.clear()
        assert stack.actions() == {"oci_core_vcn.v": ["create"]}


def test_changed_resource_is_drift(tmp_path: Path) -> None:
    """What somebody changed behind Terraform's back shows, and is put back."""
    with joined(tmp_path, VCN % '  display_name = "ours"\n') as (stack, cloud):
        stack.apply()
        next(iter(cloud.objects.values()))["display_name"] = "theirs"
        plan = stack.plan()
    assert [one["address"] for one in plan["resource_drift"]] == ["oci_core_vcn.v"]
    assert plan["resource_changes"][0]["change"]["actions"] == ["update"]


def test_moved_block_keeps_the_object(tmp_path: Path) -> None:
    """A renamed resource is neither made nor destroyed."""
    with joined(tmp_path, VCN % "") as (stack, _):
        stack.apply()
        moved = "moved {\n  from = oci_core_vcn.v\n  to = oci_core_vcn.w\n}\n"
        stack.write(HEAD + (VCN % "").replace('"v"', '"w"') + moved)
        assert stack.actions() == {}


def test_import_block_and_command_bring_in_what_exists(tmp_path: Path) -> None:
    """Both ways read the object by its id, and nothing is left to do."""
    with joined(tmp_path / "first", VCN % "") as (first, cloud):
        first.apply()
        one = next(iter(cloud.objects))
        reattach = first.environment
        for name in ("block", "command"):
            folder = tmp_path / name
            folder.mkdir()
            other = type(first)(folder, reattach)
            block = f'import {{\n  to = oci_core_vcn.v\n  id = "{one}"\n}}\n' if name == "block" else ""
            other.write(HEAD + VCN % "" + block)
            other.apply() if block else other.run("import", "oci_core_vcn.v", one)
            assert other.actions() == {}
            assert other.state()["oci_core_vcn.v"]["attributes"]["id"] == one


def test_import_of_nothing_fails(tmp_path: Path) -> None:
    """An id that does not exist is an error, not an empty resource."""
    with joined(tmp_path, VCN % "") as (stack, _):
        output = stack.run("import", "-no-color", "oci_core_vcn.v", "ocid1.vcn.ocsim..none", fails=True)
    assert "Cannot import non-existent remote object" in output


def test_type_without_import_says_so(tmp_path: Path) -> None:
    """As the real provider does for the types that its documentation has no import for."""
    name = next(name for name, found in facts.load("resources").items() if not found.import_form)
    with joined(tmp_path, f'import {{\n  to = {name}.x\n  id = "a"\n}}\nresource "{name}" "x" {{\n}}\n') as (stack, _):
        output = stack.run("import", "-no-color", f"{name}.x", "a", fails=True)
    assert "support import" in output


def test_taint_replaces_and_destroy_leaves_nothing(tmp_path: Path) -> None:
    """A tainted resource is made anew; after destroy the cloud is empty."""
    with joined(tmp_path, VCN % "") as (stack, cloud):
        stack.apply()
        first = next(iter(cloud.objects))
        stack.run("taint", "oci_core_vcn.v")
        stack.apply()
        assert list(cloud.objects) != [first]
        stack.run("destroy", "-auto-approve")
    assert cloud.objects == {}


def test_timeouts_reach_the_cloud(tmp_path: Path) -> None:
    """The configured limit goes along, 20 minutes otherwise; changing it alone changes nothing."""
    with joined(tmp_path, VCN % '  timeouts {\n    create = "90s"\n  }\n') as (stack, cloud):
        stack.apply()
        stack.write(HEAD + VCN % "")
        assert stack.actions() == {}
        stack.run("destroy", "-auto-approve")
    limits = {name: detail["timeout"] for name, _, detail in cloud.calls if name in {"create", "delete"}}
    assert limits == {"create": 90.0, "delete": 1200.0}


def test_bad_timeout_fails_the_plan(tmp_path: Path) -> None:
    """A limit that is no duration is an error before anything is done, at the argument."""
    with joined(tmp_path, VCN % '  timeouts {\n    create = "soon"\n  }\n') as (stack, _):
        output = stack.run("plan", "-no-color", fails=True)
    assert "Invalid timeout" in output
    assert '"20m"' in output


def test_two_regions_in_one_run_stay_apart(tmp_path: Path) -> None:
    """Each provider block has its own region, also when one server serves both."""
    other = 'provider "oci" {\n  alias = "other"\n  region = "uk-london-1"\n}\n'
    second = (VCN % "  provider = oci.other\n").replace('"v"', '"w"')
    with joined(tmp_path, PROVIDER + other + VCN % "" + second) as (stack, cloud):
        stack.apply()
    assert {call[2]["region"] for call in cloud.calls if call[0] == "create"} == {"us-ashburn-1", "uk-london-1"}


def test_refused_create_leaves_no_state(tmp_path: Path) -> None:
    """The service's answer is printed in the real provider's words, and the resource is still to be made."""
    with joined(tmp_path, VCN % "") as (stack, cloud):
        cloud.failures.append(ServiceError(400, "LimitExceeded", "VCN limit reached"))
        output = stack.apply(fails=True)
        assert stack.actions() == {"oci_core_vcn.v": ["create"]}
    assert "Error: 400-LimitExceeded, VCN limit reached" in output
    assert "Service: Core Vcn" in output
    assert "Operation Name: CreateVcn" in output


def test_error_after_the_effect_taints(tmp_path: Path) -> None:
    """What exists although the call failed is in the state, tainted, and replaced by the next apply."""
    with joined(tmp_path, VCN % "") as (stack, cloud):
        cloud.failures.append(ServiceError(504, "GatewayTimeout", "too late", created={}))
        stack.apply(fails=True)
        assert stack.state()["oci_core_vcn.v"]["status"] == "tainted"
        assert stack.actions() == {"oci_core_vcn.v": ["delete", "create"]}


def test_refused_update_and_delete_keep_the_state(tmp_path: Path) -> None:
    """After a failed change the state is what it was."""
    with joined(tmp_path, VCN % '  display_name = "one"\n') as (stack, cloud):
        stack.apply()
        for text in (HEAD + VCN % '  display_name = "two"\n', HEAD):
            cloud.failures.append(ServiceError(409, "Conflict", "in use"))
            stack.write(text)
            assert "Error: 409-Conflict, in use" in stack.apply(fails=True)
            assert stack.state()["oci_core_vcn.v"]["attributes"]["display_name"] == "one"


def test_region_that_is_known_after_apply_is_refused(tmp_path: Path) -> None:
    """With a guessed region everything would look gone."""
    provider = 'resource "terraform_data" "r" {\n}\nprovider "oci" {\n  region = terraform_data.r.id\n}\n'
    with joined(tmp_path, provider + VCN % "") as (stack, cloud):
        assert "Region not known yet" in stack.run("plan", "-no-color", fails=True)
    assert cloud.calls == []


def test_state_of_the_other_address_moves(tmp_path: Path) -> None:
    """What hashicorp/oci made can become a resource of oracle/oci by a moved block of another name."""
    first = HEAD.replace("oracle", "hashicorp")
    with joined(tmp_path) as (stack, cloud):
        stack.write(first + VCN % "")
        stack.apply()
        moved = "moved {\n  from = oci_core_vcn.v\n  to = oci_core_vcn.w\n}\n"
        stack.write(HEAD + (VCN % "").replace('"v"', '"w"') + moved)
        assert stack.actions() == {}
    assert len(cloud.objects) == 1
