output "name" {
  description = "Name"
  value       = oci_load_balancer_backend_set.backend_set.name
}
