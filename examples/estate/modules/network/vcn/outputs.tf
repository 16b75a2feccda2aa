output "id" {
  description = "OCID"
  value       = oci_core_vcn.vcn.id
}

output "default_security_list_id" {
  description = "OCID of the security list it was born with"
  value       = oci_core_vcn.vcn.default_security_list_id
}

output "default_dhcp_options_id" {
  description = "OCID of the DHCP options it was born with"
  value       = oci_core_vcn.vcn.default_dhcp_options_id
}

output "default_route_table_id" {
  description = "OCID of the route table it was born with"
  value       = oci_core_vcn.vcn.default_route_table_id
}
