output "id" {
  description = "OCID"
  value       = oci_file_storage_mount_target.mount_target.id
}

output "export_set_id" {
  description = "OCID of its set of exports"
  value       = oci_file_storage_mount_target.mount_target.export_set_id
}
