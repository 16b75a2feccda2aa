module "topics" {
  source   = "../../modules/observability/topic"
  for_each = var.topics

  compartment_id = var.compartment_ocids[each.value.compartment]
  name           = each.key
  endpoints      = each.value.endpoints
}
