output "id" {
  description = "OCID"
  value       = oci_core_vlan.vlan.id
}
