output "id" {
  description = "OCID"
  value       = oci_budget_alert_rule.alert_rule.id
}
