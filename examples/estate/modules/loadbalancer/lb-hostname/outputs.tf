output "name" {
  description = "Name"
  value       = oci_load_balancer_hostname.hostname.name
}
