output "id" {
  description = "OCID"
  value       = oci_core_drg_route_distribution.distribution.id
}
