module "alarms" {
  source   = "../../modules/observability/alarm"
  for_each = var.alarms

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
  namespace      = each.value.namespace
  query          = each.value.query
  severity       = each.value.severity
  topic_id       = module.topics[each.value.topic].id
}
