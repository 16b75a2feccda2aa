# An autonomous database.
resource "terraform_data" "database" {
  input = {
    compartment_id           = var.compartment_id
    display_name             = var.display_name
    db_name                  = var.db_name
    db_workload              = var.db_workload
    compute_count            = var.compute_count
    data_storage_size_in_gbs = var.data_storage_size_in_gbs
    subnet_name              = var.subnet_name
  }
}
