output "id" {
  description = "OCID"
  value       = oci_budget_budget.budget.id
}
