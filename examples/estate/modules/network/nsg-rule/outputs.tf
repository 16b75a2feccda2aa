output "id" {
  description = "OCID"
  value       = oci_core_network_security_group_security_rule.rule.id
}
