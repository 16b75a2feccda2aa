# A key of a vault.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_kms_key" "key" {
  compartment_id      = var.compartment_id
  display_name        = var.display_name
  management_endpoint = var.management_endpoint
  protection_mode     = var.protection_mode
  defined_tags        = var.defined_tags
  freeform_tags       = var.freeform_tags

  key_shape {
    algorithm = "AES"
    length    = var.length_in_bytes
  }
}
