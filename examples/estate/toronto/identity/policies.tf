module "policies" {
  source   = "../../modules/identity/iam-policy"
  for_each = var.policies

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  name           = each.key
  description    = each.value.description
  statements     = each.value.statements

  depends_on = [module.groups, module.dynamic-groups, module.sub-compartments] # statements name them
}
