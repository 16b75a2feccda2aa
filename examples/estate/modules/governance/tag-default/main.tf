# A tag that new resources of a compartment get by themselves.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_tag_default" "tag_default" {
  compartment_id    = var.compartment_id
  tag_definition_id = var.tag_key_id
  value             = var.value
  is_required       = var.is_required
}
