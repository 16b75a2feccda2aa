output "id" {
  description = "OCID"
  value       = oci_ons_notification_topic.topic.id
}
