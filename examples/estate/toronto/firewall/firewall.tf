module "firewall-policies" {
  source   = "../../modules/security/firewall-policy"
  for_each = var.fw_policies

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  address_lists  = each.value.address_lists
  services       = each.value.services
  service_lists  = each.value.service_lists
  url_lists      = each.value.url_lists
  security_rules = each.value.security_rules
}

module "firewalls" {
  source   = "../../modules/security/firewall"
  for_each = var.firewalls

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  subnet_id      = local.subnet_ids[each.value.subnet_name]
  nsg_ids        = [for name in each.value.nsg_names : local.nsg_ids[name]]
  policy_id      = module.firewall-policies[each.value.policy_name].id
}
