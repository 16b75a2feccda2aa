module "buckets" {
  source   = "../../modules/storage/bucket"
  for_each = var.buckets

  compartment_id        = local.compartment_ocids[each.value.compartment_id]
  namespace             = data.oci_objectstorage_namespace.namespace.namespace
  name                  = each.key
  storage_tier          = each.value.storage_tier
  versioning            = each.value.versioning
  object_events_enabled = each.value.object_events_enabled
  kms_key_id            = each.value.kms_key != null ? local.key_ids[each.value.kms_key] : null
  lifecycle_rules       = each.value.lifecycle_rules
  freeform_tags         = each.value.freeform_tags
}
