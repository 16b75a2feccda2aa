# An alarm on a metric.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_monitoring_alarm" "alarm" {
  compartment_id        = var.compartment_id
  metric_compartment_id = var.metric_compartment_id
  display_name          = var.display_name
  namespace             = var.namespace
  query                 = var.query
  severity              = var.severity
  body                  = var.body
  pending_duration      = var.pending_duration
  destinations          = var.topic_ids
  is_enabled            = var.is_enabled
}
