# A public address that outlives what uses it.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_public_ip" "public_ip" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  lifetime       = "RESERVED"
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags

  lifecycle {
    ignore_changes = [private_ip_id] # set by what uses the address
  }
}
