output "id" {
  description = "OCID"
  value       = oci_file_storage_filesystem_snapshot_policy.policy.id
}
