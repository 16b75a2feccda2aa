module "tag-namespaces" {
  source   = "../../modules/governance/tag-namespace"
  for_each = var.tag_namespaces

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  name           = each.key
  description    = each.value.description
}

module "tag-keys" {
  source   = "../../modules/governance/tag-key"
  for_each = var.tag_keys

  tag_namespace_id = module.tag-namespaces[each.value.tag_namespace].id
  name             = each.value.name
  description      = each.value.description
  is_cost_tracking = each.value.is_cost_tracking
  values           = each.value.values
}

module "tag-defaults" {
  source   = "../../modules/governance/tag-default"
  for_each = var.tag_defaults

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  tag_key_id     = module.tag-keys[each.value.tag_key].id
  value          = each.value.value
}
