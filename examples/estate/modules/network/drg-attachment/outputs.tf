output "id" {
  description = "OCID"
  value       = oci_core_drg_attachment.attachment.id
}
