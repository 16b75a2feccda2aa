# Addresses from which the console may be used.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_network_source" "network_source" {
  compartment_id     = var.tenancy_ocid
  name               = var.name
  description        = var.description
  public_source_list = var.public_source_list
}
