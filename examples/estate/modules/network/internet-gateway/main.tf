# The way to the internet and back.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_internet_gateway" "gateway" {
  compartment_id = var.compartment_id
  vcn_id         = var.vcn_id
  display_name   = var.display_name
  enabled        = var.enabled
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}
