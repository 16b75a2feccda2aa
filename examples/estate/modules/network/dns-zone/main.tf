# A private DNS zone of a view.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_dns_zone" "zone" {
  compartment_id = var.compartment_id
  name           = var.name
  zone_type      = "PRIMARY"
  scope          = "PRIVATE"
  view_id        = var.view_id
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}
