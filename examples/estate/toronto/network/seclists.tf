module "security-lists" {
  source   = "../../modules/network/security-list"
  for_each = var.seclists

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = module.vcns[each.value.vcn_name].id
  display_name   = each.key
  ingress_rules  = each.value.ingress_rules
  egress_rules   = each.value.egress_rules
}
