output "id" {
  description = "OCID"
  value       = oci_identity_network_source.network_source.id
}
