# Cloud Guard, on or off in the whole tenancy.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_cloud_guard_cloud_guard_configuration" "configuration" {
  compartment_id        = var.tenancy_ocid
  reporting_region      = var.reporting_region
  status                = var.status
  self_manage_resources = false
}
