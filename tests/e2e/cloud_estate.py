"""An estate of small stacks on the simulated cloud, one for each way in which somebody changes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from oci_simulator.protocol.mirror import write_mirror

HEAD = """
terraform {
  required_providers {
    oci = { source = "oracle/oci" }
  }
}
provider "oci" {
  region = "ca-toronto-1"
}
locals {
  tenancy = "ocid1.tenancy.oc1..example"
}
"""
VCN = """
resource "oci_core_vcn" "vcn" {{
  compartment_id = local.tenancy
  cidr_blocks    = ["10.{number}.0.0/16"]
  display_name   = "vcn-{name}"
}}
"""
SECURITY_LIST = """
resource "oci_core_security_list" "list" {
  compartment_id = local.tenancy
  vcn_id         = oci_core_vcn.vcn.id
  display_name   = "list-network"
  ingress_security_rules {
    protocol = "6"
    source   = "10.0.0.0/8"
    tcp_options {
      min = 443
      max = 443
    }
  }
}
"""
INSTANCE = """
resource "oci_core_subnet" "subnet" {{
  compartment_id = local.tenancy
  vcn_id         = oci_core_vcn.vcn.id
  cidr_block     = "10.{number}.1.0/24"
}}
data "oci_identity_availability_domains" "all" {{
  compartment_id = local.tenancy
}}
data "oci_core_images" "linux" {{
  compartment_id   = local.tenancy
  operating_system = "Oracle Linux"
  shape            = "VM.Standard.E4.Flex"
}}
resource "oci_core_instance" "host" {{
  compartment_id      = local.tenancy
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  shape               = "VM.Standard.E4.Flex"
  display_name        = "host-{name}"
  shape_config {{
    ocpus         = 1
    memory_in_gbs = 16
  }}
  create_vnic_details {{
    subnet_id = oci_core_subnet.subnet.id
  }}
  source_details {{
    source_type = "image"
    source_id   = data.oci_core_images.linux.images[0].id
  }}
}}
"""
BUCKET = """
data "oci_objectstorage_namespace" "own" {
  compartment_id = local.tenancy
}
resource "oci_objectstorage_bucket" "bucket" {
  compartment_id = local.tenancy
  namespace      = data.oci_objectstorage_namespace.own.namespace
  name           = "bucket-oss"
}
"""
FILE_SYSTEM = """
data "oci_identity_availability_domains" "all" {
  compartment_id = local.tenancy
}
resource "oci_file_storage_file_system" "files" {
  compartment_id      = local.tenancy
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  display_name        = "files-fss"
  freeform_tags       = { team = "storage" }
}
"""
LOOKUP = """
data "oci_core_vcns" "all" {
  compartment_id = local.tenancy
  filter {
    name   = "display_name"
    values = ["vcn-network.*"]
    regex  = true
  }
}
output "networks" {
  value = data.oci_core_vcns.all.virtual_networks[*].display_name
}
"""
QUOTA = """
resource "oci_limits_quota" "quota" {
  compartment_id = local.tenancy
  name           = "quota-limits"
  description    = "no GPUs"
  statements     = ["zero compute-core quota 'gpu-count' in tenancy"]
}
"""


def vcn(name: str, number: int, more: str = "") -> str:
    """A stack with a VCN."""
    return HEAD + VCN.format(name=name, number=number) + more


STACKS = {
    "toronto/network": vcn("network", 1, SECURITY_LIST),
    "toronto/compute": vcn("compute", 2, INSTANCE.format(name="compute", number=2)),
    "toronto/oke": vcn("oke", 3, INSTANCE.format(name="oke", number=3)),
    "toronto/oss": HEAD + BUCKET,
    "toronto/fss": HEAD + FILE_SYSTEM,
    "toronto/dns": HEAD + LOOKUP,
    "toronto/quota": HEAD + QUOTA,
    "toronto/kms": vcn("kms", 4),
    "toronto/vlan": vcn("vlan", 5),
    "toronto/nsg": vcn("nsg", 6),
    "toronto/firewall": vcn("firewall", 7),
}


class Console:
    """Somebody in the console of the simulated cloud, and where Terraform finds it."""

    def __init__(self, folder: Path) -> None:
        self._cloud = folder / "cloud.db"
        config = write_mirror(folder / "mirror")
        self.environment = {"TF_CLI_CONFIG_FILE": str(config), "OCI_SIMULATOR_CLOUD": str(self._cloud)}

    def __call__(self, *arguments: str) -> str:
        """One command of `oci-simulator`; what it prints."""
        main = "import sys; from oci_simulator.console import main; sys.argv[0] = 'oci-simulator'; main()"
        command = [sys.executable, "-c", main, "--cloud", str(self._cloud), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
