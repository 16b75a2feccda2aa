# A namespace of tags.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_tag_namespace" "tag_namespace" {
  compartment_id = var.compartment_id
  name           = var.name
  description    = var.description
  is_retired     = var.is_retired
}
