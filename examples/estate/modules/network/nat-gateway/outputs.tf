output "id" {
  description = "OCID"
  value       = oci_core_nat_gateway.gateway.id
}
