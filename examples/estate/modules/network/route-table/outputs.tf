output "id" {
  description = "OCID"
  value       = oci_core_route_table.route_table.id
}
