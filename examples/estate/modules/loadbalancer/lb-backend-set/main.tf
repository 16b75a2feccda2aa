# A backend set and its health check.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_load_balancer_backend_set" "backend_set" {
  load_balancer_id = var.load_balancer_id
  name             = var.name
  policy           = var.policy

  health_checker {
    protocol          = var.health_check.protocol
    port              = var.health_check.port
    url_path          = var.health_check.url_path
    return_code       = var.health_check.return_code
    interval_ms       = var.health_check.interval_ms
    timeout_in_millis = var.health_check.timeout_in_millis
    retries           = var.health_check.retries
  }
}
