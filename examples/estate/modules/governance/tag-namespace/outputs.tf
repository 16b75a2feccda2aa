output "id" {
  description = "OCID"
  value       = oci_identity_tag_namespace.tag_namespace.id
}
