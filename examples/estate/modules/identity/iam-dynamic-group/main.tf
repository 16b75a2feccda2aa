# A group of instances or functions that call the API themselves.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_dynamic_group" "dynamic_group" {
  compartment_id = var.tenancy_ocid
  name           = var.name
  description    = var.description
  matching_rule  = var.matching_rule
}
