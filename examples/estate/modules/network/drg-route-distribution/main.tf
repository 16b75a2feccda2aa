# Which attachments announce their routes.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_drg_route_distribution" "distribution" {
  drg_id            = var.drg_id
  display_name      = var.display_name
  distribution_type = "IMPORT"
}

resource "oci_core_drg_route_distribution_statement" "statements" {
  for_each = var.attachment_types

  drg_route_distribution_id = oci_core_drg_route_distribution.distribution.id
  action                    = "ACCEPT"
  priority                  = each.value

  match_criteria {
    match_type      = "DRG_ATTACHMENT_TYPE"
    attachment_type = each.key
  }
}
