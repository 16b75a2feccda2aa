# The security list that every VCN is born with: without rules nothing passes by accident.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_default_security_list" "security_list" {
  manage_default_resource_id = var.default_security_list_id
  display_name               = var.display_name
}
