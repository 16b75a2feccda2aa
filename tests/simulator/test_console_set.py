"""`oci-simulator set`: what a person may change, how it is written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulator.cloud_parts import create
from tests.simulator.console_shell import Shell, furnished

SSH = '{"protocol": "6", "source": "0.0.0.0/0", "tcp_options": [{"min": 22, "max": 22}]}'


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A cloud with a few things."""
    return furnished(tmp_path)


def test_a_text_and_a_tag(shell: Shell) -> None:
    """Several changes at once, shown place by place."""
    out = shell.does("set", "web", "display_name=web-one", "freeform_tags.env=prod")
    assert 'display_name: "web" -> "web-one"' in out
    assert 'freeform_tags.env: added "prod"' in out
    assert shell.values("web-one")["freeform_tags"] == {"env": "prod"}


@pytest.mark.parametrize("path", ['defined_tags["Ops.team"]', "defined_tags.Ops.team"])
def test_a_key_with_a_dot(shell: Shell, path: str) -> None:
    """As defined tags have it, quoted or not."""
    shell.does("set", "net", f"{path}=blue")
    assert shell.values("net")["defined_tags"] == {"Ops.team": "blue"}


def test_a_rule_more(shell: Shell) -> None:
    """What the service adds is added as well."""
    shell.does("set", "rules", f"ingress_security_rules+={SSH}")
    rules = shell.values("rules")["ingress_security_rules"]
    assert [rule["source"] for rule in rules] == ["10.0.0.0/8", "10.0.0.0/8", "0.0.0.0/0"]
    assert rules[2]["source_type"] == "CIDR_BLOCK"


def test_a_rule_less(shell: Shell) -> None:
    """By its number; or all of them."""
    shell.does("set", "rules", "ingress_security_rules[0]-=")
    assert [rule["protocol"] for rule in shell.values("rules")["ingress_security_rules"]] == ["1"]
    shell.does("set", "rules", "ingress_security_rules=null")
    assert "ingress_security_rules" not in shell.values("rules")


def test_a_value_inside_a_rule(shell: Shell) -> None:
    """A block of which there is one at most needs no number."""
    shell.does("set", "rules", "ingress_security_rules[0].tcp_options.max=444")
    assert shell.values("rules")["ingress_security_rules"][0]["tcp_options"] == [{"min": 443, "max": 444}]


def test_a_text_that_looks_like_a_number_stays_a_text(shell: Shell) -> None:
    """And a number that is written as a text becomes one."""
    shell.does("set", "web", "display_name=007", 'shape_config.ocpus="4"')
    assert shell.values("007")["shape_config"][0]["ocpus"] == 4


def test_a_tag_less(shell: Shell) -> None:
    """`-=` and `=null` mean the same."""
    shell.does("set", "net", 'freeform_tags={"a": "1", "b": "2"}')
    shell.does("set", "net", "freeform_tags.a-=")
    assert shell.values("net")["freeform_tags"] == {"b": "2"}
    shell.does("set", "net", "freeform_tags.b=null")
    assert shell.values("net")["freeform_tags"] == {}


def test_elements_of_a_list_by_value(shell: Shell) -> None:
    """Added and removed."""
    shell.does("set", "net", "cidr_blocks+=10.9.0.0/16")
    assert shell.values("net")["cidr_blocks"] == ["10.0.0.0/16", "10.9.0.0/16"]
    shell.does("set", "net", "cidr_blocks-=10.9.0.0/16")
    assert shell.values("net")["cidr_blocks"] == ["10.0.0.0/16"]
    shell.does("set", "net", 'cidr_blocks+=["10.7.0.0/16", "10.8.0.0/16"]')
    shell.does("set", "net", 'cidr_blocks-=["10.7.0.0/16", "10.8.0.0/16"]')
    assert shell.values("net")["cidr_blocks"] == ["10.0.0.0/16"]


def test_a_machine_is_stopped(shell: Shell) -> None:
    """A state is a value as any other."""
    shell.does("set", "web", "state=STOPPED")
    assert shell.values("web")["state"] == "STOPPED"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("displayname=x", "there is no displayname (there are: display_name"),
        ("ingress_security_rules[0].sauce=x", "there is no sauce (there are: source"),
        ("ingress_security_rules[7].source=x", "there is no element 7, it has 2"),
        ("ingress_security_rules.source=x", "there are 2 ingress_security_rules, say which"),
        ('ingress_security_rules+={"source": "0.0.0.0/0"}', "needs protocol"),
        ('ingress_security_rules+={"protocol": "6", "source": "10.0.0.1/33"}', "no valid CIDR"),
        ("ingress_security_rules=5", "5 is no object"),
        ("ingress_security_rules[0].stateless=maybe", "'maybe' is no bool"),
        ("freeform_tags.nothing-=", "is not there"),
        ("display_name+=x", "is no list"),
        ("vcn_id-=", "is required"),
        ("vcn_id=ocid1.vcn.ocsim.ca-toronto-1.aaaanone", "404-NotAuthorizedOrNotFound"),
        ("id=x", "cannot be changed"),
        ("display_name", "is no change"),
        ("[=x", "is no"),
    ],
)
def test_nonsense_is_refused_with_what_there_is(shell: Shell, change: str, message: str) -> None:
    """Nothing is changed, and no event is written."""
    before = (shell.values("rules"), len(shell.cloud.store.events()))
    assert message in shell.refuses("set", "rules", change)
    assert (shell.values("rules"), len(shell.cloud.store.events())) == before


def test_of_several_changes_all_or_none_happen(shell: Shell) -> None:
    """The second is refused, so the first is not done either."""
    shell.refuses("set", "rules", "display_name=new", "nonsense=1")
    assert shell.values("rules")["display_name"] == "rules"


def test_what_the_service_decides_itself_is_refused(shell: Shell) -> None:
    """An edit without effect would only confuse."""
    assert "the service decides this itself" in shell.refuses("set", "app", "virtual_router_ip=10.9.9.9")


def test_an_edit_is_written_down(shell: Shell) -> None:
    """With who did it, and where."""
    shell.does("set", "web", "freeform_tags.env=prod")
    last = shell.cloud.store.events(1)[0]
    assert (last["actor"], last["operation"], last["note"]) == ("console", "update", "freeform_tags.env")


def test_faults_and_latencies_do_not_hold_the_console_up(shell: Shell) -> None:
    """They are for Terraform; otherwise nobody could prepare a test."""
    shell.does("fault", "*", "*")
    shell.does("latency", "*", "*", "3600")
    shell.does("set", "web", "display_name=slow")


def test_a_name_that_is_not_unique_needs_more(shell: Shell) -> None:
    """Candidates are listed; TYPE/NAME or an id is enough."""
    vcn = create(shell.cloud, "core_vcn", cidr_block="10.5.0.0/16", display_name="app")
    told = shell.refuses("set", "app", "display_name=x")
    assert "core_subnet/app" in told
    assert vcn["id"] in told
    shell.does("set", "vcn/app", "display_name=x")
    shell.does("set", vcn["id"], "display_name=y")
    assert shell.values("app")["cidr_block"] == "10.0.1.0/24"


def test_a_name_means_the_machine_and_not_its_parts(shell: Shell) -> None:
    """Its VNIC has the same name."""
    assert shell.values("web")["shape"] == "VM.Standard.E4.Flex"
    assert "private_ip_address" in shell.values("vnic/web")


def test_a_part_that_only_the_cloud_makes_can_be_changed(shell: Shell) -> None:
    """Somebody takes a machine out of its group."""
    shell.does("set", "core_vnic/web", "skip_source_dest_check=true")
    assert shell.values("core_vnic/web")["skip_source_dest_check"] is True


def test_an_unknown_name_brings_up_similar_ones(shell: Shell) -> None:
    """A typo is easily mended."""
    assert "(there are: web" in shell.refuses("set", "wbe", "display_name=x")


def test_a_password_is_not_printed(shell: Shell) -> None:
    """Neither the old one nor the new one."""
    values = {"db_name": "sales", "admin_password": "old-Pa55word", "display_name": "sales"}
    create(shell.cloud, "database_autonomous_database", **values)
    out = shell.does("set", "sales", "admin_password=new-Pa55word")
    assert "admin_password: changed (hidden)" in out
    assert "Pa55word" not in out
