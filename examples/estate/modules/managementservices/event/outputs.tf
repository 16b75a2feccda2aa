output "id" {
  description = "OCID"
  value       = oci_events_rule.rule.id
}
