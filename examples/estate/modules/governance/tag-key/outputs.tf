output "id" {
  description = "OCID"
  value       = oci_identity_tag.tag.id
}
