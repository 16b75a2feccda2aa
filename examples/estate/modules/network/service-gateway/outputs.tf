output "id" {
  description = "OCID"
  value       = oci_core_service_gateway.gateway.id
}
