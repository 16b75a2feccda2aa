output "requestor_id" {
  description = "OCID of the end that asks"
  value       = oci_core_remote_peering_connection.requestor.id
}

output "acceptor_id" {
  description = "OCID of the end that is asked"
  value       = oci_core_remote_peering_connection.acceptor.id
}
