module "alarms" {
  source   = "../../modules/managementservices/alarm"
  for_each = var.alarms

  compartment_id        = local.compartment_ocids[each.value.compartment_id]
  metric_compartment_id = local.compartment_ocids[each.value.metric_compartment]
  display_name          = each.key
  namespace             = each.value.namespace
  query                 = each.value.query
  severity              = each.value.severity
  body                  = each.value.body
  topic_ids             = [for name in each.value.topics : module.topics[name].id]
}
