module "client-hosts" {
  source   = "../../modules/database/client-host"
  for_each = var.client_hosts

  compartment_id      = local.compartment_ocids[each.value.compartment_id]
  availability_domain = local.availability_domains[each.value.availability_domain]
  display_name        = each.key
  source_image_id     = local.image_ids[each.value.source]
  subnet_id           = local.subnet_ids[each.value.subnet_name]
  nsg_ids             = [for name in each.value.nsg_names : local.nsg_ids[name]]
  ssh_public_key      = var.instance_ssh_keys[each.value.ssh_key]
}
