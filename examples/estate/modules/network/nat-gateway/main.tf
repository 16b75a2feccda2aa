# The way out to the internet, for machines without public addresses.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_nat_gateway" "gateway" {
  compartment_id = var.compartment_id
  vcn_id         = var.vcn_id
  display_name   = var.display_name
  block_traffic  = var.block_traffic
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}
