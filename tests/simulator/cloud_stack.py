"""A stack of real Terraform in front of a real simulated cloud."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from oci_simulator.protocol.serve import serve_reattached
from tests.simulator.console_shell import Shell
from tests.simulator.protocol_stacks import HEAD, Stack, folder_of_session

MAIN = """
provider "oci" {
  region = "ca-toronto-1"
}

locals {
  place = "ocid1.tenancy.oc1..aaaaexample"
}

data "oci_identity_availability_domains" "all" {
  compartment_id = local.place
}

data "oci_core_images" "linux" {
  compartment_id           = local.place
  operating_system         = "Oracle Linux"
  operating_system_version = "9"
  shape                    = "VM.Standard.E4.Flex"
}

resource "oci_core_vcn" "net" {
  compartment_id = local.place
  cidr_blocks    = ["10.0.0.0/16"]
  display_name   = "net"
  dns_label      = "net"
  freeform_tags  = { env = "dev" }
}

resource "oci_core_internet_gateway" "out" {
  compartment_id = local.place
  vcn_id         = oci_core_vcn.net.id
  display_name   = "out"
}

resource "oci_core_route_table" "public" {
  compartment_id = local.place
  vcn_id         = oci_core_vcn.net.id
  display_name   = "public"
  route_rules {
    destination       = "0.0.0.0/0"
    network_entity_id = oci_core_internet_gateway.out.id
  }
}

resource "oci_core_security_list" "rules" {
  compartment_id = local.place
  vcn_id         = oci_core_vcn.net.id
  display_name   = "rules"
  egress_security_rules {
    protocol    = "all"
    destination = "0.0.0.0/0"
  }
  ingress_security_rules {
    protocol = "6"
    source   = "10.0.0.0/8"
    tcp_options {
      min = 443
      max = 443
    }
  }
  ingress_security_rules {
    protocol = "1"
    source   = "10.0.0.0/8"
  }
}

resource "oci_core_subnet" "app" {
  compartment_id    = local.place
  vcn_id            = oci_core_vcn.net.id
  cidr_block        = "10.0.1.0/24"
  display_name      = "app"
  route_table_id    = oci_core_route_table.public.id
  security_list_ids = [oci_core_security_list.rules.id]
}

resource "oci_core_instance" "web" {
  compartment_id      = local.place
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  display_name        = "web"
  shape               = "VM.Standard.E4.Flex"
  shape_config {
    ocpus         = 2
    memory_in_gbs = 16
  }
  create_vnic_details {
    subnet_id = oci_core_subnet.app.id
  }
  source_details {
    source_type = "image"
    source_id   = data.oci_core_images.linux.images[0].id
  }
}

resource "oci_core_volume" "data" {
  compartment_id      = local.place
  availability_domain = oci_core_instance.web.availability_domain
  display_name        = "data"
  size_in_gbs         = 100
}

resource "oci_core_volume_attachment" "data" {
  attachment_type = "paravirtualized"
  instance_id     = oci_core_instance.web.id
  volume_id       = oci_core_volume.data.id
}

data "oci_objectstorage_namespace" "ours" {
  compartment_id = local.place
}

resource "oci_objectstorage_bucket" "box" {
  compartment_id = local.place
  namespace      = data.oci_objectstorage_namespace.ours.namespace
  name           = "box"
  access_type    = "NoPublicAccess"
}
"""


@contextmanager
def standing(folder: Path, main: str = MAIN) -> Iterator[tuple[Stack, Shell]]:
    """An applied stack, and the console of its cloud."""
    shell = Shell(folder)
    quiet = folder / "empty.rc"
    quiet.write_text("", encoding="utf-8")
    with serve_reattached(shell.cloud, cache_folder=folder_of_session()) as reattach:
        stack = Stack(folder / "stack", {"TF_REATTACH_PROVIDERS": reattach, "TF_CLI_CONFIG_FILE": str(quiet)})
        stack.write(HEAD + main)
        stack.apply()
        yield stack, shell


def drift(plan: dict[str, Any]) -> dict[str, list[str]]:
    """Address -> top-level attributes that somebody changed outside of Terraform; `gone` for what was deleted."""
    found = {}
    for each in plan.get("resource_drift", []):
        before, after = each["change"]["before"], each["change"]["after"]
        names = ["gone"] if after is None else [name for name in before if before[name] != after[name]]
        found[each["address"]] = sorted(names)
    return found


def actions(plan: dict[str, Any]) -> dict[str, str]:
    """Address -> what an apply would do, for what does not stay."""
    changes = {each["address"]: "-".join(each["change"]["actions"]) for each in plan["resource_changes"]}
    return {address: action for address, action in changes.items() if action not in {"no-op", "read"}}
