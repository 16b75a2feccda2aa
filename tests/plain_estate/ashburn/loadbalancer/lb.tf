module "load_balancers" {
  source   = "../../modules/network/load-balancer"
  for_each = var.load_balancers

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
  subnet_name    = each.value.subnet_name
  backends       = each.value.backends
}
