output "id" {
  description = "OCID"
  value       = oci_database_autonomous_database.adb.id
}
