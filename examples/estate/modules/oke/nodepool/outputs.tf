output "id" {
  description = "OCID"
  value       = oci_containerengine_node_pool.nodepool.id
}
