output "id" {
  description = "OCID"
  value       = oci_ocvp_sddc.sddc.id
}
