# A private DNS view.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_dns_view" "view" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  scope          = "PRIVATE"
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}
