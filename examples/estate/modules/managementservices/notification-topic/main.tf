# A topic for messages, and who gets them.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_ons_notification_topic" "topic" {
  compartment_id = var.compartment_id
  name           = var.name
  description    = var.description
}

resource "oci_ons_subscription" "subscriptions" {
  for_each = var.subscriptions

  compartment_id = var.compartment_id
  topic_id       = oci_ons_notification_topic.topic.id
  protocol       = each.value
  endpoint       = each.key
}
