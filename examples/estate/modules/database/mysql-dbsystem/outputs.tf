output "id" {
  description = "OCID"
  value       = oci_mysql_mysql_db_system.mysql.id
}
