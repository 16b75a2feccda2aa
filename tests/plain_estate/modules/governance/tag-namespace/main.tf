# A tag namespace with its keys.
resource "terraform_data" "namespace" {
  input = {
    compartment_id   = var.compartment_id
    name             = var.name
    keys             = var.keys
    is_cost_tracking = var.is_cost_tracking
  }
}
