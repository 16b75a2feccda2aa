module "nodepools" {
  source   = "../../modules/oke/nodepool"
  for_each = var.nodepools

  compartment_id       = local.compartment_ocids[each.value.compartment_id]
  cluster_id           = module.clusters[each.value.cluster].id
  name                 = each.key
  kubernetes_version   = each.value.kubernetes_version
  shape                = each.value.shape
  ocpus                = each.value.ocpus
  memory_in_gbs        = each.value.memory_in_gbs
  source_image_id      = local.node_image_ids[each.value.kubernetes_version]
  size                 = each.value.size
  subnet_id            = local.subnet_ids[each.value.subnet_name]
  nsg_ids              = [for name in each.value.nsg_names : local.nsg_ids[name]]
  availability_domains = local.availability_domains
  labels               = each.value.labels
  ssh_public_key       = var.instance_ssh_keys[each.value.ssh_key]
}
