# A load balancer with its listener and backend set.
resource "terraform_data" "load_balancer" {
  input = {
    compartment_id            = var.compartment_id
    display_name              = var.display_name
    subnet_name               = var.subnet_name
    shape                     = var.shape
    maximum_bandwidth_in_mbps = var.maximum_bandwidth_in_mbps
  }
}

resource "terraform_data" "listener" {
  input = {
    load_balancer = terraform_data.load_balancer.id
    port          = var.port
    protocol      = "HTTP"
  }
}

resource "terraform_data" "backend_set" {
  input = {
    load_balancer = terraform_data.load_balancer.id
    policy        = "ROUND_ROBIN"
    backends      = join(",", var.backends)
  }
}
