output "id" {
  description = "OCID"
  value       = oci_file_storage_file_system.file_system.id
}
