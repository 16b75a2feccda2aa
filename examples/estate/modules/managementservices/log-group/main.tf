# A log group and its logs.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_logging_log_group" "log_group" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  description    = var.description
}

resource "oci_logging_log" "logs" {
  for_each = var.logs

  log_group_id       = oci_logging_log_group.log_group.id
  display_name       = each.key
  log_type           = "SERVICE"
  is_enabled         = true
  retention_duration = var.retention_in_days

  configuration {
    compartment_id = var.compartment_id

    source {
      source_type = "OCISERVICE"
      service     = each.value.service
      category    = each.value.category
      resource    = each.value.resource
    }
  }
}
