# A policy: statements that let groups do things.
resource "terraform_data" "policy" {
  input = {
    compartment_id = var.compartment_id
    name           = var.name
    description    = var.description
    statements     = var.statements
  }
}
