output "id" {
  description = "OCID"
  value       = oci_core_subnet.subnet.id
}
