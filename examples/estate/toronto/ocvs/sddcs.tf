module "sddcs" {
  source   = "../../modules/ocvs/sddc"
  for_each = var.sddcs

  compartment_id          = local.compartment_ocids[each.value.compartment_id]
  availability_domain     = local.availability_domains[each.value.availability_domain]
  display_name            = each.key
  vmware_software_version = each.value.vmware_software_version
  esxi_hosts_count        = each.value.esxi_hosts_count
  workload_network_cidr   = each.value.workload_network_cidr
  provisioning_subnet_id  = local.subnet_ids[each.value.provisioning_subnet]
  vlan_ids                = { for purpose, name in each.value.vlans : purpose => local.vlan_ids[name] }
  ssh_public_key          = var.instance_ssh_keys[each.value.ssh_key]
}
