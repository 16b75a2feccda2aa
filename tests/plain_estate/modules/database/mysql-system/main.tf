# A MySQL DB system.
resource "terraform_data" "db_system" {
  input = {
    compartment_id           = var.compartment_id
    display_name             = var.display_name
    availability_domain      = var.availability_domain
    shape_name               = var.shape_name
    subnet_name              = var.subnet_name
    backup_retention_in_days = var.backup_retention_in_days
  }
}
