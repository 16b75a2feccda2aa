module "service-connectors" {
  source   = "../../modules/managementservices/service-connector"
  for_each = var.service_connectors

  compartment_id     = local.compartment_ocids[each.value.compartment_id]
  display_name       = each.key
  description        = each.value.description
  log_compartment_id = local.compartment_ocids[var.log_compartment]
  log_group_ids      = [for name in each.value.log_groups : data.oci_logging_log_groups.log_groups[name].log_groups[0].id]
  namespace          = data.oci_objectstorage_namespace.namespace.namespace
  bucket             = each.value.bucket
  object_name_prefix = each.value.object_name_prefix
}
