# A key of a tag namespace, with the values that it allows.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_identity_tag" "tag" {
  tag_namespace_id = var.tag_namespace_id
  name             = var.name
  description      = var.description
  is_cost_tracking = var.is_cost_tracking

  dynamic "validator" {
    for_each = length(var.values) > 0 ? [var.values] : []
    content {
      validator_type = "ENUM"
      values         = validator.value
    }
  }
}
