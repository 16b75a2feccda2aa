# A listener.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_load_balancer_listener" "listener" {
  load_balancer_id         = var.load_balancer_id
  name                     = var.name
  default_backend_set_name = var.default_backend_set_name
  protocol                 = var.protocol
  port                     = var.port
  hostname_names           = var.hostname_names

  connection_configuration {
    idle_timeout_in_seconds = var.idle_timeout_in_seconds
  }
}
