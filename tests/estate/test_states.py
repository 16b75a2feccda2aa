"""Whose state a `terraform_remote_state` reads."""

from __future__ import annotations

import json

import pytest

from oci_assets.estate.facts import State
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.estate.local_texts import LocalTexts
from oci_assets.estate.states import StateIndex

HERE = "toronto/compute"
STACKS = (
    *("toronto/network", "toronto/compute", "toronto/identity", "ashburn/network", "ashburn/compute"),
    *("toronto/other", "toronto/cloud", "phoenix/dns"),
)
BACKENDS = {
    "toronto/network": 's3|bucket = "b"\nkey = "toronto/network/terraform.tfstate"',
    "ashburn/network": 's3|bucket = "b"\nkey = "ashburn/network/terraform.tfstate"',
    "ashburn/compute": 's3|bucket = "b"\nkey = "ashburn/compute/terraform.tfstate"',
    "toronto/compute": 's3|bucket = "b"\nkey = "toronto/compute/terraform.tfstate"',
    "toronto/identity": 's3|bucket = "b"',
    "toronto/other": 's3|bucket = "c"\nkey = "toronto/network/terraform.tfstate"',
    "toronto/cloud": 'remote|organization = "o"\nworkspaces {\nname = "w"\n}',
}


def backend_of(text: str) -> State | None:
    """The backend of a stack: kind, bar, settings."""
    kind, _, settings = text.partition("|")
    return read_facts(f'terraform {{\nbackend "{kind}" {{\n{settings}\n}}\n}}\n'.encode(), "backend.tf").backend


def read_state(backend: str, config: str) -> State:
    """The state that a data source reads."""
    text = f'data "terraform_remote_state" "label" {{\n  backend = "{backend}"\n  config = {config}\n}}\n'
    (state,) = read_facts(text.encode(), "data.tf").remote_states
    return LocalTexts([]).state(state)


def index_of(backends: dict[str, str]) -> StateIndex:
    """The states of `STACKS`; those without a backend keep theirs in a local file."""
    return StateIndex(
        {stack: backend_of(backends[stack]) if stack in backends else None for stack in STACKS},
        {stack: stack for stack in STACKS},
    )


@pytest.mark.parametrize(
    ("backend", "config", "expected"),
    [
        ("s3", '{ bucket = "b", key = "toronto/network/terraform.tfstate" }', ["toronto/network"]),
        ("s3", '{ bucket = "c", key = "toronto/network/terraform.tfstate" }', ["toronto/other"]),
        (
            "s3",
            '{ bucket = var.bucket, key = "toronto/network/terraform.tfstate" }',
            ["toronto/network", "toronto/other"],
        ),
        ("s3", '{ bucket = "b", key = "toronto/compute/terraform.tfstate" }', []),
        ("s3", '{ bucket = "b", key = "${var.region}/network/terraform.tfstate" }', ["toronto/network"]),
        ("s3", '{ bucket = "b", key = "${var.region}/compute/terraform.tfstate" }', ["ashburn/compute"]),
        ("s3", '{ bucket = "b", key = "toronto/${each.key}/terraform.tfstate" }', []),
        ("s3", '{ bucket = "b", key = each.value }', []),
        ("s3", '{ bucket = "b", key = "toronto/identity/terraform.tfstate" }', ["toronto/identity"]),
        ("s3", '{ bucket = "b", key = "toronto/nowhere/terraform.tfstate" }', []),
        ("s3", "var.config", []),
        ("oci", '{ bucket = "b", key = "toronto/identity/terraform.tfstate" }', ["toronto/identity"]),
        ("azurerm", '{ key = "toronto/identity.tfstate" }', ["toronto/identity"]),
        ("gcs", '{ bucket = "b", prefix = "phoenix/dns" }', ["phoenix/dns"]),
        ("remote", '{ organization = "o", workspaces = { name = "w" } }', ["toronto/cloud"]),
        ("remote", '{ organization = "p", workspaces = { name = "w" } }', []),
        ("local", '{ path = "../../phoenix/dns/terraform.tfstate" }', ["phoenix/dns"]),
        ("local", '{ path = "${path.module}/../../phoenix/dns/terraform.tfstate" }', ["phoenix/dns"]),
        ("local", '{ path = "${var.states}/dns/terraform.tfstate" }', ["phoenix/dns"]),
        ("local", '{ path = "/states/phoenix/dns.tfstate" }', []),
    ],
)
def test_owners(backend: str, config: str, expected: list[str]) -> None:
    """Backend and key tell the stack; an open region means the own one, an open service nothing."""
    assert index_of(BACKENDS).owners(read_state(backend, config), HERE) == expected


def test_owners_label_says_nothing() -> None:
    """The label of the block is only a name."""
    config = '{ path = "../identity/terraform.tfstate" }'
    text = f'data "terraform_remote_state" "network" {{\n  backend = "local"\n  config = {config}\n}}\n'
    (state,) = read_facts(text.encode(), "data.tf").remote_states
    assert index_of({}).owners(state, HERE) == ["toronto/identity"]


def test_owners_json() -> None:
    """A state that is named in JSON is the same."""
    config = {"bucket": "b", "key": "${var.region}/network/terraform.tfstate"}
    document = {"data": {"terraform_remote_state": {"x": {"backend": "s3", "config": config}}}}
    (state,) = read_facts(json.dumps(document).encode(), "data.tf.json").remote_states
    assert index_of(BACKENDS).owners(LocalTexts([]).state(state), HERE) == ["toronto/network"]


def test_owners_other_path() -> None:
    """A local state elsewhere is found where its backend says that it is."""
    index = index_of({"toronto/network": 'local|path = "../../states/network.tfstate"'})
    assert index.owners(read_state("local", '{ path = "../../states/network.tfstate" }'), HERE) == ["toronto/network"]
    assert index.owners(read_state("local", '{ path = "../network/terraform.tfstate" }'), HERE) == []


def test_owners_folders_of_another_name() -> None:
    """Local paths go by the real folder of a stack, ids may be others."""
    folders = {"toronto/network": "estate/toronto/network", "toronto/dns": "estate/toronto/dns"}
    index = StateIndex(dict.fromkeys(folders), folders)
    assert index.owners(read_state("local", '{ path = "../network/terraform.tfstate" }'), "toronto/dns") == [
        "toronto/network"
    ]
