output "id" {
  description = "OCID"
  value       = oci_kms_vault.vault.id
}

output "management_endpoint" {
  description = "Where its keys are managed"
  value       = oci_kms_vault.vault.management_endpoint
}
