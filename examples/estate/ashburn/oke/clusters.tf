module "clusters" {
  source   = "../../modules/oke/cluster"
  for_each = var.clusters

  compartment_id        = local.compartment_ocids[each.value.compartment_id]
  vcn_id                = local.vcn_ids[each.value.vcn_name]
  name                  = each.key
  kubernetes_version    = each.value.kubernetes_version
  endpoint_subnet_id    = local.subnet_ids[each.value.endpoint_subnet]
  endpoint_nsg_ids      = [for name in each.value.endpoint_nsgs : local.nsg_ids[name]]
  service_lb_subnet_ids = [for name in each.value.lb_subnets : local.subnet_ids[name]]
}
