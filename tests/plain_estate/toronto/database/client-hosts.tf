module "client_hosts" {
  source   = "../../modules/database/client-host"
  for_each = var.client_hosts

  compartment_id      = var.compartment_ocids[each.value.compartment]
  display_name        = each.key
  availability_domain = local.availability_domains[each.value.availability_domain]
  subnet_name         = each.value.subnet_name
}
