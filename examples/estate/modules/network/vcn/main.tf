# A virtual cloud network.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_vcn" "vcn" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  cidr_blocks    = var.cidr_blocks
  dns_label      = var.dns_label
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}
