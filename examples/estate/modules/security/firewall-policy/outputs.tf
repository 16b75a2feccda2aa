output "id" {
  description = "OCID"
  value       = oci_network_firewall_network_firewall_policy.policy.id
}
