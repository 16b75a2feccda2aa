output "id" {
  description = "OCID"
  value       = oci_dns_zone.zone.id
}
