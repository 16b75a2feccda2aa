output "id" {
  description = "OCID"
  value       = oci_cloud_guard_managed_list.managed_list.id
}
