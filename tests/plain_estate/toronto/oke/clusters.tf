module "clusters" {
  source   = "../../modules/oke/cluster"
  for_each = var.clusters

  compartment_id = var.compartment_ocids[each.value.compartment]
  name           = each.key
  vcn_name       = each.value.vcn_name
}
