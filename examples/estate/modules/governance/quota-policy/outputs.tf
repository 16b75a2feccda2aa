output "id" {
  description = "OCID"
  value       = oci_limits_quota.quota.id
}
