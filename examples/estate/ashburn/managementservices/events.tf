module "events" {
  source   = "../../modules/managementservices/event"
  for_each = var.events

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  description    = each.value.description
  event_types    = each.value.event_types
  topic_id       = module.topics[each.value.topic].id
}
