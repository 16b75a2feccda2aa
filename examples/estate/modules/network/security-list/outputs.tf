output "id" {
  description = "OCID"
  value       = oci_core_security_list.security_list.id
}
