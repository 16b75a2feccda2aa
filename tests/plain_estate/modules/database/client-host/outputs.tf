output "id" {
  description = "The resource's identifier; it stays the same when attributes change."
  value       = terraform_data.registration.id
}
