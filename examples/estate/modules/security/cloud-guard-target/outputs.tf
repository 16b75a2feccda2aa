output "id" {
  description = "OCID"
  value       = oci_cloud_guard_target.target.id
}
