output "name" {
  description = "Name"
  value       = oci_load_balancer_listener.listener.name
}
