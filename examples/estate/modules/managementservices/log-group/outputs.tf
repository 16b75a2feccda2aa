output "id" {
  description = "OCID"
  value       = oci_logging_log_group.log_group.id
}
