output "id" {
  description = "OCID"
  value       = oci_vulnerability_scanning_host_scan_target.target.id
}
