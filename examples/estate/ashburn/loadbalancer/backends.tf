module "backend-sets" {
  source   = "../../modules/loadbalancer/lb-backend-set"
  for_each = var.backend_sets

  load_balancer_id = module.load-balancers[each.value.load_balancer].id
  name             = each.key
  policy           = each.value.policy
  health_check     = each.value.health_check
}

module "backends" {
  source   = "../../modules/loadbalancer/lb-backend"
  for_each = var.backends

  load_balancer_id = module.load-balancers[var.backend_sets[each.value.backend_set].load_balancer].id
  backendset_name  = module.backend-sets[each.value.backend_set].name
  ip_address       = data.oci_core_instance.instances[each.value.instance_name].private_ip
  port             = each.value.port
  weight           = each.value.weight
}

module "listeners" {
  source   = "../../modules/loadbalancer/lb-listener"
  for_each = var.listeners

  load_balancer_id         = module.load-balancers[var.backend_sets[each.value.backend_set].load_balancer].id
  name                     = each.key
  default_backend_set_name = module.backend-sets[each.value.backend_set].name
  protocol                 = each.value.protocol
  port                     = each.value.port
  hostname_names           = [for name in each.value.hostnames : module.hostnames[name].name]
}
