# When block volumes are backed up, and for how long.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_volume_backup_policy" "policy" {
  compartment_id = var.compartment_id
  display_name   = var.display_name

  dynamic "schedules" {
    for_each = var.schedules
    content {
      backup_type       = schedules.value.backup_type
      period            = schedules.value.period
      day_of_week       = schedules.value.day_of_week
      hour_of_day       = schedules.value.hour_of_day
      offset_type       = "STRUCTURED"
      retention_seconds = schedules.value.retention_days * 86400
      time_zone         = "REGIONAL_DATA_CENTER_TIME"
    }
  }
}
