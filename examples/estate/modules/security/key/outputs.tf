output "id" {
  description = "OCID"
  value       = oci_kms_key.key.id
}
