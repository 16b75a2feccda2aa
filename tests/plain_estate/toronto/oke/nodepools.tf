module "nodepools" {
  source   = "../../modules/oke/nodepool"
  for_each = var.nodepools

  compartment_id      = var.compartment_ocids[each.value.compartment]
  name                = each.key
  cluster_id          = module.clusters[each.value.cluster].id
  availability_domain = local.availability_domains[each.value.availability_domain]
  subnet_name         = each.value.subnet_name
  size                = each.value.size
}
