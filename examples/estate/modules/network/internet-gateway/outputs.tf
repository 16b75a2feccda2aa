output "id" {
  description = "OCID"
  value       = oci_core_internet_gateway.gateway.id
}
