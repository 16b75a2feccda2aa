output "id" {
  description = "OCID"
  value       = oci_core_volume.volume.id
}
