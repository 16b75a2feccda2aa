# A policy: who may do what, where.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_policy" "policy" {
  compartment_id = var.compartment_id
  name           = var.name
  description    = var.description
  statements     = var.statements
}
