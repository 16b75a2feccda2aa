output "id" {
  description = "OCID"
  value       = oci_sch_service_connector.connector.id
}
