output "id" {
  description = "OCID"
  value       = oci_dns_rrset.rrset.id
}
