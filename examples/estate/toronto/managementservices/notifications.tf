module "topics" {
  source   = "../../modules/managementservices/notification-topic"
  for_each = var.topics

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  name           = each.key
  description    = each.value.description
  subscriptions  = each.value.subscriptions
}
