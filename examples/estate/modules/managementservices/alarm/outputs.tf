output "id" {
  description = "OCID"
  value       = oci_monitoring_alarm.alarm.id
}
