# Cloud Guard's target with its detector recipe.
resource "terraform_data" "target" {
  input = {
    compartment_id        = var.compartment_id
    display_name          = var.display_name
    self_manage_resources = var.self_manage_resources
  }
}

resource "terraform_data" "recipe" {
  input = {
    display_name = var.detector_recipe
    target       = terraform_data.target.id
  }
}
