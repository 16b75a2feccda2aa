# A route table of a dynamic routing gateway.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_drg_route_table" "route_table" {
  drg_id                           = var.drg_id
  display_name                     = var.display_name
  import_drg_route_distribution_id = var.import_distribution_id
  is_ecmp_enabled                  = var.is_ecmp_enabled
}
