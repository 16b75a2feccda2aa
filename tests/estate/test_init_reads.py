"""What init reads of one file: edits that it must not see, and edits that it must."""

from __future__ import annotations

import json

import pytest

from oci_assets.estate.init_reads import init_reads

STACK = """
terraform {
  required_version = ">= 1.5"
  required_providers {
    oci = {
      source                = "oracle/oci"
      version               = "~> 5.0"
      configuration_aliases = [oci.home]
    }
  }
  backend "s3" {
    bucket    = "states"
    endpoints = { s3 = "https://example.invalid" }
  }
}
provider "oci" {
  region = var.region
}
module "vcn" {
  source  = "oracle/vcn/oci"
  version = "3.0.0"
  cidr    = "10.0.0.0/16"
}
resource "oci_core_vcn" "a" {
  cidr_block = "10.0.0.0/16"
}
data "oci_core_images" "b" {
  provider = oci.home
}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"10.0.0.0/16"', '"10.1.0.0/16"'),
        ("var.region", '"toronto"'),
        ('resource "oci_core_vcn" "a"', 'resource "oci_core_subnet" "z"'),
        ('module "vcn" {', '# why\nmodule "vcn" {\n'),
        (">= 1.5", '>= 1.5" // "and why'),
        ("      source                =", "    source ="),
        ("provider = oci.home", "provider = oci.home\n  depends_on = [oci_core_vcn.a]"),
        ("data ", 'output "o" {\n  value = 1\n}\nlocals {\n  x = var.y\n}\nvariable "v" {}\ndata '),
        ("data ", 'resource "oci_core_vcn" "more" {}\nmoved {\n  from = a.b\n  to = a.c\n}\ndata '),
        ("data ", 'provider "oci" {\n  alias = "home"\n}\ndata '),
    ],
)
def test_init_reads_does_not_see(old: str, new: str) -> None:
    """Values, resources of a known provider, comments, layout, outputs, locals, variables."""
    assert old in STACK
    assert init_reads(STACK.replace(old, new).encode(), "main.tf") == init_reads(STACK.encode(), "main.tf")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">= 1.5", ">= 1.6"),
        ("~> 5.0", "~> 6.0"),
        ("oracle/oci", "hashicorp/oci"),
        ('bucket    = "states"', 'bucket    = "others"'),
        ("example.invalid", "example.org"),
        ('backend "s3"', 'backend "http"'),
        ("oracle/vcn/oci", "./vcn"),
        ('"3.0.0"', '"3.0.1"'),
        ('module "vcn"', 'module "net"'),
        ("oci_core_vcn", "google_compute_network"),
        ("  cidr_block =", "  provider = google-beta\n  cidr_block ="),
        ("oci_core_images", "google_images"),
        ('provider "oci"', 'provider "google"'),
        ("  region =", '  version = "5.1"\n  region ='),
        ("data ", 'ephemeral "vault_secret" "s" {}\ndata '),
        ("data ", "import {\n  to = google_x.y\n  id = 1\n}\ndata "),
        ("data ", 'check "c" {\n  data "http_get" "x" {}\n}\ndata '),
        ("data ", "brand_new {\n}\ndata "),
    ],
)
def test_init_reads_sees(old: str, new: str) -> None:
    """Versions, providers, the backend, modules, and whatever we do not know."""
    changed = STACK.replace(old, new)
    if "provider = oci.home" in changed and old == "oci_core_images":
        changed = changed.replace("  provider = oci.home\n", "")
    assert old in STACK
    told = init_reads(changed.encode(), "main.tf")
    assert told is not None
    assert told != init_reads(STACK.encode(), "main.tf")


@pytest.mark.parametrize(
    "text",
    [
        'resource "a" "b" {',
        "x = 1\n",
        'module "m" {\n  source = var.source\n}\n',
        'module "m" {\n  source = "./${local.x}"\n}\n',
        'module "m" {\n  source  = "a/b/c"\n  version = var.version\n}\n',
        'terraform {\n  backend "s3" {\n    bucket = var.bucket\n  }\n}\n',
        'terraform {\n  cloud {\n    workspaces {\n      name = "x-${var.y}"\n    }\n  }\n}\n',
    ],
)
def test_init_reads_cannot_tell(text: str) -> None:
    """A file that is broken, or whose sources or backend need an evaluation."""
    assert init_reads(text.encode(), "main.tf") is None


@pytest.mark.parametrize(("name", "same"), [("b.tf", True), ("b_override.tf", False), ("b.tofu", False)])
def test_init_reads_name(name: str, *, same: bool) -> None:
    """In which file something stands matters only where files are merged or stand in for each other."""
    assert (init_reads(STACK.encode(), name) == init_reads(STACK.encode(), "a.tf")) is same


JSON = {
    "//": "a comment",
    "terraform": {"required_version": ">= 1.5", "backend": {"s3": {"bucket": "b"}}},
    "provider": {"oci": {"region": "${var.region}"}},
    "module": {"vcn": {"source": "./vcn", "cidr": "${var.cidr}"}},
    "resource": {"oci_core_vcn": {"a": {"cidr_block": "10.0.0.0/16"}}},
    "variable": {"region": {}},
}


@pytest.mark.parametrize(
    ("key", "value", "same"),
    [
        ("//", "another", True),
        ("resource", {"oci_core_subnet": {"z": {"x": 1}}}, True),
        ("variable", {"other": {}}, True),
        ("module", {"vcn": {"source": "./vcn"}}, True),
        ("provider", {"oci": {}}, True),
        ("resource", {"google_x": {"z": {}}}, False),
        ("resource", {"oci_core_vcn": {"a": {"provider": "google"}}}, False),
        ("module", {"vcn": {"source": "./other"}}, False),
        ("terraform", {"required_version": ">= 1.6"}, False),
        ("import", {"to": "google_x.y"}, False),
    ],
)
def test_init_reads_json(key: str, value: object, *, same: bool) -> None:
    """The same in Terraform's JSON syntax."""
    before, after = (init_reads(json.dumps(doc).encode(), "a.tf.json") for doc in (JSON, {**JSON, key: value}))
    assert before is not None
    assert after is not None
    assert (before == after) is same


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{",
        '{"module": [{"vcn": {"source": "./x"}}]}',
        '{"resource": {"a_b": {"c": []}}}',
        '{"module": {"a": {"source": "./x"}, "a": {"source": "./y"}}}',
        '{"module": {"a": {"source": "./${var.x}"}}}',
        '{"terraform": {"backend": {"s3": {"bucket": "${var.x}"}}}}',
    ],
)
def test_init_reads_json_cannot_tell(text: str) -> None:
    """Shapes in doubt, names that are written twice, values that need an evaluation."""
    assert init_reads(text.encode(), "a.tf.json") is None
