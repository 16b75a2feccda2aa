# A group of people.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_group" "group" {
  compartment_id = var.tenancy_ocid
  name           = var.name
  description    = var.description
}
