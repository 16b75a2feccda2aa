module "nsgs" {
  source   = "../../modules/network/nsg"
  for_each = var.nsgs

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = local.vcn_ids[each.value.vcn_name]
  display_name   = each.key
}

module "nsg-rules" {
  source   = "../../modules/network/nsg-rule"
  for_each = var.nsg_rules

  nsg_id      = module.nsgs[each.value.nsg_name].id
  direction   = each.value.direction
  protocol    = each.value.protocol
  description = each.value.description
  peer        = each.value.peer_nsg != null ? module.nsgs[each.value.peer_nsg].id : each.value.peer_cidr
  peer_type   = each.value.peer_nsg != null ? "NETWORK_SECURITY_GROUP" : "CIDR_BLOCK"
  port_min    = each.value.port_min
  port_max    = each.value.port_max
}
