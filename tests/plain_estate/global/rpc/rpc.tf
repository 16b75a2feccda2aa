module "rpcs" {
  source   = "../../modules/network/rpc"
  for_each = var.rpcs

  compartment_id   = var.compartment_ocids[each.value.compartment]
  display_name     = each.key
  drg_name         = each.value.drg_name
  peer_region_name = each.value.peer_region_name
}
