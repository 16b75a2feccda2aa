module "instances" {
  source   = "../../modules/compute/instance"
  for_each = var.instances

  compartment_id      = var.compartment_ocids[each.value.compartment]
  display_name        = each.key
  availability_domain = local.availability_domains[each.value.availability_domain]
  ocpus               = each.value.ocpus
  memory_in_gbs       = each.value.memory_in_gbs
  subnet_name         = each.value.subnet_name
  nsg_names           = each.value.nsg_names
  block_volumes       = each.value.block_volumes
  user_data = base64encode(templatefile("${path.module}/scripts/cloud-init.sh", {
    hostname = each.key
    timezone = "America/Toronto"
    packages = each.value.packages
  }))
}
