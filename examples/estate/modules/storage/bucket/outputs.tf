output "id" {
  description = "OCID"
  value       = oci_objectstorage_bucket.bucket.id
}

output "name" {
  description = "Name"
  value       = oci_objectstorage_bucket.bucket.name
}
