# A list that detector rules refer to.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_cloud_guard_managed_list" "managed_list" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  description    = var.description
  list_type      = var.list_type
  list_items     = var.list_items
}
