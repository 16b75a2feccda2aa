output "id" {
  description = "OCID"
  value       = oci_core_instance.instance.id
}

output "private_ip" {
  description = "Private address"
  value       = oci_core_instance.instance.private_ip
}
