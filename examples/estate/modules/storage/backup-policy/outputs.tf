output "id" {
  description = "OCID"
  value       = oci_core_volume_backup_policy.policy.id
}
