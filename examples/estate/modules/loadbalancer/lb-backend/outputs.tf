output "id" {
  description = "OCID"
  value       = oci_load_balancer_backend.backend.id
}
