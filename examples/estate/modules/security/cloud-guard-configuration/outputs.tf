output "id" {
  description = "OCID"
  value       = oci_cloud_guard_cloud_guard_configuration.configuration.id
}
