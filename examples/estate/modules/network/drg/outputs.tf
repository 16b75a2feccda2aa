output "id" {
  description = "OCID"
  value       = oci_core_drg.drg.id
}
