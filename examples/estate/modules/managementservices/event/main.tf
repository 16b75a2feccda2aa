# A rule: which events are sent to which topic.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_events_rule" "rule" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  description    = var.description
  is_enabled     = true
  condition      = jsonencode({ eventType = var.event_types })

  actions {
    actions {
      action_type = "ONS"
      is_enabled  = true
      topic_id    = var.topic_id
    }
  }
}
