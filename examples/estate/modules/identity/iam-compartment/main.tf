# A compartment.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_compartment" "compartment" {
  compartment_id = var.parent_id
  name           = var.name
  description    = var.description
  enable_delete  = var.enable_delete
  freeform_tags  = var.freeform_tags
}
