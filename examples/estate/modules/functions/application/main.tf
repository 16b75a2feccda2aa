# An application and its functions.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_functions_application" "application" {
  compartment_id             = var.compartment_id
  display_name               = var.display_name
  subnet_ids                 = var.subnet_ids
  network_security_group_ids = var.nsg_ids
  shape                      = var.shape
  config                     = var.config
}

resource "oci_functions_function" "functions" {
  for_each = var.functions

  application_id     = oci_functions_application.application.id
  display_name       = each.key
  image              = each.value.image
  memory_in_mbs      = each.value.memory_in_mbs
  timeout_in_seconds = each.value.timeout_in_seconds
}
