# A remote peering connection: one end on a DRG of each region.
terraform {
  required_providers {
    oci = {
      source                = "oracle/oci"
      configuration_aliases = [oci.requestor, oci.acceptor]
    }
  }
}

resource "oci_core_remote_peering_connection" "acceptor" {
  provider = oci.acceptor

  compartment_id = var.compartment_id
  drg_id         = var.acceptor_drg_id
  display_name   = var.acceptor_name
}

resource "oci_core_remote_peering_connection" "requestor" {
  provider = oci.requestor

  compartment_id   = var.compartment_id
  drg_id           = var.requestor_drg_id
  display_name     = var.requestor_name
  peer_id          = oci_core_remote_peering_connection.acceptor.id
  peer_region_name = var.acceptor_region
}
