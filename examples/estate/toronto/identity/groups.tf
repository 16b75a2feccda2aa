module "groups" {
  source   = "../../modules/identity/iam-group"
  for_each = var.groups

  tenancy_ocid = var.tenancy_ocid
  name         = each.key
  description  = each.value.description
}

module "dynamic-groups" {
  source   = "../../modules/identity/iam-dynamic-group"
  for_each = var.dynamic_groups

  tenancy_ocid  = var.tenancy_ocid
  name          = each.key
  description   = each.value.description
  matching_rule = "ALL {${each.value.resource}.compartment.id = '${local.compartment_ocids[each.value.compartment_id]}'}"
}
