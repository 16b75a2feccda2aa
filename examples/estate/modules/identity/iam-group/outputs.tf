output "id" {
  description = "OCID"
  value       = oci_identity_group.group.id
}

output "name" {
  description = "Name"
  value       = oci_identity_group.group.name
}
