output "id" {
  description = "OCID"
  value       = module.instance.id
}
