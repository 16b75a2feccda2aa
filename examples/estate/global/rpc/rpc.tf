module "rpcs" {
  source   = "../../modules/network/rpc"
  for_each = var.rpcs

  providers = {
    oci.requestor = oci.toronto
    oci.acceptor  = oci.ashburn
  }

  compartment_id   = local.compartment_ocids[each.value.compartment_id]
  requestor_name   = each.key
  requestor_drg_id = data.oci_core_drgs.requestors[each.key].drgs[0].id
  acceptor_name    = each.value.acceptor_name
  acceptor_drg_id  = data.oci_core_drgs.acceptors[each.key].drgs[0].id
  acceptor_region  = var.peer_region
}
