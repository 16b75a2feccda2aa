output "id" {
  description = "OCID"
  value       = oci_identity_tag_default.tag_default.id
}
