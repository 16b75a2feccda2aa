output "id" {
  description = "OCID"
  value       = oci_core_public_ip.public_ip.id
}

output "ip_address" {
  description = "Public address"
  value       = oci_core_public_ip.public_ip.ip_address
}
