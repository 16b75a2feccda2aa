output "id" {
  description = "OCID"
  value       = oci_dns_view.view.id
}
