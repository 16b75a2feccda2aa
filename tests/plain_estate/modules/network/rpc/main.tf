# One side of a remote peering connection.
resource "terraform_data" "rpc" {
  input = {
    compartment_id   = var.compartment_id
    display_name     = var.display_name
    drg_name         = var.drg_name
    peer_region_name = var.peer_region_name
  }
}
