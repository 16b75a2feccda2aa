# A file system with its mount target and export.
resource "terraform_data" "file_system" {
  input = {
    compartment_id      = var.compartment_id
    display_name        = var.display_name
    availability_domain = var.availability_domain
  }
}

resource "terraform_data" "mount_target" {
  input = {
    display_name = "mt-${var.display_name}"
    subnet       = var.subnet_name
  }
}

resource "terraform_data" "export" {
  input = {
    file_system  = terraform_data.file_system.id
    mount_target = terraform_data.mount_target.id
    path         = var.export_path
  }
}
