# A host for the database administrators: an instance (modules/compute/instance) and its registration.
resource "terraform_data" "registration" {
  input = {
    host         = module.instance.id
    display_name = var.display_name
    tools        = join(",", var.tools)
  }
}

module "instance" {
  source = "../../compute/instance"

  compartment_id      = var.compartment_id
  display_name        = var.display_name
  availability_domain = var.availability_domain
  subnet_name         = var.subnet_name
}
