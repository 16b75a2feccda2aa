# A backend: an address and a port.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_load_balancer_backend" "backend" {
  load_balancer_id = var.load_balancer_id
  backendset_name  = var.backendset_name
  ip_address       = var.ip_address
  port             = var.port
  weight           = var.weight
  backup           = false
  drain            = false
  offline          = false
}
