module "vlans" {
  source   = "../../modules/network/vlan"
  for_each = var.vlans

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = local.vcn_ids[each.value.vcn_name]
  display_name   = each.key
  cidr_block     = each.value.cidr_block
  vlan_tag       = each.value.vlan_tag
  nsg_ids        = [for name in each.value.nsg_names : local.nsg_ids[name]]
  route_table_id = data.oci_core_route_tables.route_tables[each.key].route_tables[0].id
}
