output "id" {
  description = "OCID"
  value       = oci_load_balancer_load_balancer.load_balancer.id
}
