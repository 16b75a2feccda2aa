output "id" {
  description = "OCID"
  value       = oci_containerengine_cluster.cluster.id
}
