output "id" {
  description = "OCID"
  value       = oci_identity_policy.policy.id
}
