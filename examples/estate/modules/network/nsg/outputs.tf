output "id" {
  description = "OCID"
  value       = oci_core_network_security_group.nsg.id
}
