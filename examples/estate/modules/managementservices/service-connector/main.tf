# Log lines, on their way into a bucket.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_sch_service_connector" "connector" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  description    = var.description

  source {
    kind = "logging"

    dynamic "log_sources" {
      for_each = var.log_group_ids
      content {
        compartment_id = var.log_compartment_id
        log_group_id   = log_sources.value
      }
    }
  }

  target {
    kind                       = "objectStorage"
    namespace                  = var.namespace
    bucket                     = var.bucket
    object_name_prefix         = var.object_name_prefix
    batch_rollover_size_in_mbs = 100
    batch_rollover_time_in_ms  = 420000
  }
}
