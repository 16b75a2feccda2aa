output "id" {
  description = "OCID"
  value       = oci_vault_secret.secret.id
}
