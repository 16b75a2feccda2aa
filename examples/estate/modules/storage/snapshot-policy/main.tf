# When file systems get snapshots.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_file_storage_filesystem_snapshot_policy" "policy" {
  compartment_id      = var.compartment_id
  availability_domain = var.availability_domain
  display_name        = var.display_name
  policy_prefix       = var.policy_prefix

  schedules {
    period                        = "DAILY"
    hour_of_day                   = var.hour_of_day
    retention_duration_in_seconds = var.retention_days * 86400
    time_zone                     = "UTC"
  }
}
