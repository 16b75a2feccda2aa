# A virtual host name.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_load_balancer_hostname" "hostname" {
  load_balancer_id = var.load_balancer_id
  name             = var.name
  hostname         = var.hostname
}
