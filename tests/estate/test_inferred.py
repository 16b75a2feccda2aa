"""Dependencies that the files show: whose state is read, who creates what is looked up. Whole catalogs, in memory."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.inferred import resource_types
from oci_assets.estate.settings import Settings
from oci_assets.model import Catalog
from tests.builders import snapshot

MINE, THEIRS = "toronto/my-app", "toronto/landing"


def backend(kind: str, settings: str) -> str:
    """A backend block."""
    return f'terraform {{\n  backend "{kind}" {{\n    {settings}\n  }}\n}}\n'


def reads(kind: str, settings: str) -> str:
    """A remote state, under a label that names nothing."""
    return (
        f'data "terraform_remote_state" "ashburn" {{\n  backend = "{kind}"\n  config = {{\n    {settings}\n  }}\n}}\n'
    )


def looks_up(kind: str) -> str:
    """A data source."""
    return f'data "{kind}" "x" {{}}\n'


def creates(kind: str) -> str:
    """A resource."""
    return f'resource "{kind}" "x" {{}}\n'


def catalog_of(stacks: Mapping[str, str], settings: Settings | None = None) -> Catalog:
    """The catalog of stacks with these texts; none of them is in doubt."""
    files = {f"{stack}/main.tf": text for stack, text in stacks.items()}
    files |= {f"{stack}/terraform.tfvars": "" for stack in stacks}
    return build_catalog(snapshot(files), settings or Settings())


def hard(catalog: Catalog, stack: str = MINE) -> dict[str, str]:
    """The hard upstreams of a stack with their sources."""
    return {edge.upstream: edge.source for edge in catalog.upstream[stack] if edge.kind.value == "hard"}


@pytest.mark.parametrize(
    ("kind", "own", "wanted", "other"),
    [
        ("s3", 'bucket = "b"\n key = "one"', 'bucket = "b"\n key = "one"\n region = "r"', 'bucket = "b"\n key = "two"'),
        ("s3", 'bucket = "b"\n key = "one"', 'bucket = var.bucket\n key = "one"', 'bucket = "c"\n key = "one"'),
        (
            "oci",
            'bucket = "b"\n namespace = "n"\n key = "one"',
            'bucket = "b"\n namespace = "n"\n key = "one"',
            'bucket = "b"\n namespace = "m"\n key = "one"',
        ),
        ("gcs", 'bucket = "b"\n prefix = "one"', 'bucket = "b"\n prefix = "one"', 'bucket = "b"\n prefix = "two"'),
        (
            "azurerm",
            'container_name = "c"\n storage_account_name = "s"\n key = "one"',
            'container_name = "c"\n storage_account_name = "s"\n key = "one"',
            'container_name = "d"\n storage_account_name = "s"\n key = "one"',
        ),
        ("http", 'address = "https://h/one"', 'address = "https://h/one"', 'address = "https://h/two"'),
        ("local", 'path = "states/one"', 'path = "../landing/states/one"', 'path = "states/one"'),
        (
            "remote",
            'organization = "o"\n workspaces {\n name = "one"\n }',
            'organization = "o"\n workspaces = {\n name = "one"\n }',
            'organization = "o"\n workspaces = {\n name = "two"\n }',
        ),
    ],
)
def test_infer_remote_state(kind: str, own: str, wanted: str, other: str) -> None:
    """Backend and key say whose state it is, whatever the label says; another key or place is nobody's."""
    there = {THEIRS: backend(kind, own), "ashburn/landing": backend(kind, 'key = "three"\n path = "three"')}
    assert hard(catalog_of({**there, MINE: reads(kind, wanted)})) == {THEIRS: f"remote state in {MINE}/main.tf"}
    assert hard(catalog_of({**there, MINE: reads(kind, other)})) == {}


def test_infer_remote_state_of_a_cloud_block() -> None:
    """A `cloud` block keeps its state where the backend `remote` looks for it."""
    cloud = 'terraform {\n  cloud {\n    organization = "o"\n    workspaces {\n      name = "one"\n    }\n  }\n}\n'
    mine = reads("remote", 'organization = "o"\n workspaces = { name = "one" }')
    assert list(hard(catalog_of({THEIRS: cloud, MINE: mine}))) == [THEIRS]


def test_infer_remote_state_of_another_backend() -> None:
    """The same key in another kind of backend is another state."""
    there = backend("s3", 'bucket = "b"\n key = "one"')
    assert hard(catalog_of({THEIRS: there, MINE: reads("gcs", 'bucket = "b"\n prefix = "one"')})) == {}


@pytest.mark.parametrize(
    "path",
    ["../landing/terraform.tfstate", "${path.module}/../landing/terraform.tfstate", "./../landing//terraform.tfstate"],
)
def test_infer_remote_state_in_a_default_file(path: str) -> None:
    """A stack without a backend keeps its state in `terraform.tfstate` in its own folder."""
    assert list(hard(catalog_of({THEIRS: "", MINE: reads("local", f'path = "{path}"')}))) == [THEIRS]


@pytest.mark.parametrize("has_backend", [True, False])
def test_infer_remote_state_with_a_variable_for_the_region(*, has_backend: bool) -> None:
    """`${var.region}/landing/...` may be any region's: the own region's is meant."""
    regions = ("ashburn", "toronto")
    there = {
        f"{region}/landing": backend("s3", f'bucket = "b"\n key = "{region}/landing/terraform.tfstate"')
        if has_backend
        else ""
        for region in regions
    }
    mine = reads("s3", 'bucket = "b"\n key = "${var.region}/landing/terraform.tfstate"')
    assert list(hard(catalog_of({**there, MINE: mine}))) == [THEIRS]


def test_infer_remote_state_by_convention() -> None:
    """`<region>/<service>/terraform.tfstate` finds a stack whose backend is configured elsewhere."""
    mine = reads("s3", 'bucket = "b"\n key = "ashburn/landing/terraform.tfstate"')
    for there in ("", backend("s3", "")):
        assert list(hard(catalog_of({"ashburn/landing": there, THEIRS: there, MINE: mine}))) == ["ashburn/landing"]


def test_infer_remote_state_not_by_convention_where_a_backend_says_otherwise() -> None:
    """A stack whose own backend names another place is not meant, even if the key looks like its path."""
    there = backend("s3", f'bucket = "b"\n key = "{THEIRS}/terraform.tfstate"')
    mine = reads("s3", f'bucket = "another"\n key = "{THEIRS}/terraform.tfstate"')
    assert hard(catalog_of({THEIRS: there, MINE: mine})) == {}


def test_infer_remote_state_in_a_module() -> None:
    """What a module reads, the stack that calls it reads; shown where the call is."""
    files = {
        f"{MINE}/main.tf": 'module "m" {\n  source = "../../modules/m"\n}\n',
        "modules/m/main.tf": 'module "m" {\n  source = "./n"\n}\n',
        "modules/m/n/main.tf": reads("s3", 'key = "one"'),
        f"{THEIRS}/main.tf": backend("s3", 'key = "one"'),
    }
    files |= {f"{stack}/terraform.tfvars": "" for stack in (MINE, THEIRS)}
    assert hard(build_catalog(snapshot(files), Settings())) == {THEIRS: f"remote state in {MINE}/main.tf"}


@pytest.mark.parametrize(
    ("read", "created"),
    [
        ("oci_core_subnets", "oci_core_subnet"),
        ("oci_core_subnet", "oci_core_subnet"),
        ("oci_identity_policies", "oci_identity_policy"),
        ("oci_core_ipsec_statuses", "oci_core_ipsec_status"),
    ],
)
def test_infer_from_data_sources(read: str, created: str) -> None:
    """Who creates what a data source looks up comes first."""
    found = hard(catalog_of({THEIRS: creates(created), MINE: looks_up(read)}))
    assert found == {THEIRS: f"inferred from {MINE}/main.tf"}
    assert created in resource_types(read)


def test_infer_nothing_from_what_a_stack_creates_itself() -> None:
    """A stack that creates subnets may look up its own."""
    mine = creates("oci_core_subnet") + looks_up("oci_core_subnets")
    assert THEIRS not in hard(catalog_of({THEIRS: creates("oci_core_subnet"), MINE: mine}))


def test_infer_from_the_own_region_then_the_home_region() -> None:
    """The own region's creator is meant; where it has none, the home region's; never a third one's."""
    vcn, mine = creates("oci_core_vcn"), {MINE: looks_up("oci_core_vcns")}
    home = Settings(home_region="ashburn")
    others = {"ashburn/landing": vcn, "phoenix/landing": vcn}
    assert list(hard(catalog_of({**others, THEIRS: vcn, **mine}, home))) == [THEIRS]
    assert list(hard(catalog_of({**others, **mine}, home))) == ["ashburn/landing"]
    assert hard(catalog_of({"phoenix/landing": vcn, "ashburn/landing": "", **mine}, home)) == {}


def test_infer_from_every_region_for_global() -> None:
    """What is global looks at every region."""
    stacks = {f"{region}/landing": creates("oci_core_vcn") for region in ("ashburn", "toronto")}
    found = hard(catalog_of({**stacks, "global/my-app": looks_up("oci_core_vcns")}), "global/my-app")
    assert list(found) == ["ashburn/landing", "toronto/landing"]


def test_infer_from_several_creators() -> None:
    """Of several creators those that come before the stack anyway are meant: compute does not wait for firewall."""
    stacks = {f"toronto/{name}": creates("oci_core_subnet") for name in ("network", "firewall")}
    found = hard(catalog_of({**stacks, "toronto/compute": looks_up("oci_core_subnets")}), "toronto/compute")
    assert found == {"toronto/network": "inferred from toronto/compute/main.tf"}
    both = {f"toronto/{name}": creates("oci_core_subnet") for name in ("one", "two")}
    assert list(hard(catalog_of({**both, MINE: looks_up("oci_core_subnets")}))) == ["toronto/one", "toronto/two"]
