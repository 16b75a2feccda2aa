# A compartment that Cloud Guard watches.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_cloud_guard_target" "target" {
  compartment_id       = var.compartment_id
  display_name         = var.display_name
  description          = var.description
  target_resource_id   = var.target_compartment_id
  target_resource_type = "COMPARTMENT"
}
