# A bucket, and the rules by which old objects leave it.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_objectstorage_bucket" "bucket" {
  compartment_id        = var.compartment_id
  namespace             = var.namespace
  name                  = var.name
  access_type           = "NoPublicAccess"
  storage_tier          = var.storage_tier
  versioning            = var.versioning
  object_events_enabled = var.object_events_enabled
  kms_key_id            = var.kms_key_id
  defined_tags          = var.defined_tags
  freeform_tags         = var.freeform_tags
}

resource "oci_objectstorage_object_lifecycle_policy" "lifecycle" {
  count = length(var.lifecycle_rules) > 0 ? 1 : 0

  namespace = var.namespace
  bucket    = oci_objectstorage_bucket.bucket.name

  dynamic "rules" {
    for_each = var.lifecycle_rules
    content {
      name        = rules.key
      action      = rules.value.action
      target      = "objects"
      time_amount = rules.value.days
      time_unit   = "DAYS"
      is_enabled  = true
    }
  }
}
