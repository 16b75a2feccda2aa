module "reserved-ips" {
  source   = "../../modules/ip/reserved-public-ip"
  for_each = { for name, lb in var.load_balancers : name => lb if lb.has_reserved_ip }

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = "${each.key}-ip"
}

module "load-balancers" {
  source   = "../../modules/loadbalancer/lb-load-balancer"
  for_each = var.load_balancers

  compartment_id            = local.compartment_ocids[each.value.compartment_id]
  display_name              = each.key
  is_private                = each.value.is_private
  subnet_ids                = [for name in each.value.subnet_names : local.subnet_ids[name]]
  nsg_ids                   = [for name in each.value.nsg_names : local.nsg_ids[name]]
  reserved_ip_ids           = each.value.has_reserved_ip ? [module.reserved-ips[each.key].id] : []
  maximum_bandwidth_in_mbps = each.value.maximum_bandwidth_in_mbps
}

module "hostnames" {
  source   = "../../modules/loadbalancer/lb-hostname"
  for_each = var.hostnames

  load_balancer_id = module.load-balancers[each.value.load_balancer].id
  name             = each.key
  hostname         = each.value.hostname
}
