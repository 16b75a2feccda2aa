output "id" {
  description = "OCID"
  value       = oci_identity_dynamic_group.dynamic_group.id
}

output "name" {
  description = "Name"
  value       = oci_identity_dynamic_group.dynamic_group.name
}
