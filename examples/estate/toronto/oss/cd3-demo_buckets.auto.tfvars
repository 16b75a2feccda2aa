buckets = {
  acme-tor-logs = {
    compartment_id  = "Security"
    kms_key         = "key-tor-storage"
    lifecycle_rules = { archive-old = { action = "ARCHIVE", days = 30 }, delete-ancient = { action = "DELETE", days = 400 } }
  }
  acme-tor-backup    = { compartment_id = "Data", versioning = "Enabled", kms_key = "key-tor-storage" }
  acme-tor-artifacts = { compartment_id = "AppProd", object_events_enabled = true, freeform_tags = { team = "platform" } }
  acme-tor-archive   = { compartment_id = "Data", storage_tier = "Archive" }
}

log_groups = {
  lg-tor-oss = {
    description = "Who writes into which bucket of toronto"
    logs        = { write-acme-tor-backup = { category = "write", resource = "acme-tor-backup" } }
  }
}
