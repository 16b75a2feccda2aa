# A VCN on a dynamic routing gateway.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_drg_attachment" "attachment" {
  drg_id             = var.drg_id
  display_name       = var.display_name
  drg_route_table_id = var.drg_route_table_id

  network_details {
    id             = var.vcn_id
    type           = "VCN"
    vcn_route_type = "SUBNET_CIDRS"
  }
}
