# A notification topic with its subscriptions.
resource "terraform_data" "topic" {
  input = {
    compartment_id = var.compartment_id
    name           = var.name
    endpoints      = join(",", var.endpoints)
  }
}
