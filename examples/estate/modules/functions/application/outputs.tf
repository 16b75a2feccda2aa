output "id" {
  description = "OCID"
  value       = oci_functions_application.application.id
}
