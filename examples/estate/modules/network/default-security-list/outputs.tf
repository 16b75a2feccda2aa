output "id" {
  description = "OCID"
  value       = oci_core_default_security_list.security_list.id
}
