buckets = {
  acme-ash-logs   = { compartment_id = "Security", kms_key = "key-ash-storage", lifecycle_rules = { delete-old = { action = "DELETE", days = 90 } } }
  acme-ash-backup = { compartment_id = "Data", versioning = "Enabled", kms_key = "key-ash-storage" }
}
