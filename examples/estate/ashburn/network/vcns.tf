module "vcns" {
  source   = "../../modules/network/vcn"
  for_each = var.vcns

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  cidr_blocks    = each.value.cidr_blocks
  dns_label      = each.value.dns_label
  freeform_tags  = each.value.freeform_tags
}

module "default-security-lists" {
  source   = "../../modules/network/default-security-list"
  for_each = var.vcns

  default_security_list_id = module.vcns[each.key].default_security_list_id
  display_name             = "sl-${each.key}-default"
}

module "custom-dhcps" {
  source   = "../../modules/network/custom-dhcp"
  for_each = var.custom_dhcps

  compartment_id      = local.compartment_ocids[each.value.compartment_id]
  vcn_id              = module.vcns[each.value.vcn_name].id
  display_name        = each.key
  search_domain_names = each.value.search_domain_names
}
