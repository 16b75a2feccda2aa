module "subnets" {
  source   = "../../modules/network/subnet"
  for_each = var.subnets

  compartment_id             = local.compartment_ocids[each.value.compartment_id]
  vcn_id                     = module.vcns[each.value.vcn_name].id
  display_name               = each.key
  cidr_block                 = each.value.cidr_block
  dns_label                  = each.value.dns_label
  prohibit_public_ip_on_vnic = !each.value.is_public
  route_table_id             = module.route-tables[each.value.route_table].id
  dhcp_options_id            = each.value.dhcp_options != null ? module.custom-dhcps[each.value.dhcp_options].id : module.vcns[each.value.vcn_name].default_dhcp_options_id
  security_list_ids          = [for name in each.value.seclists : module.security-lists[name].id]
}
