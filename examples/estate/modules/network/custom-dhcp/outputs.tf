output "id" {
  description = "OCID"
  value       = oci_core_dhcp_options.dhcp_options.id
}
