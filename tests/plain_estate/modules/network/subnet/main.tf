# A subnet of a VCN.
resource "terraform_data" "subnet" {
  input = {
    compartment_id     = var.compartment_id
    display_name       = var.display_name
    vcn_id             = var.vcn_id
    cidr_block         = var.cidr_block
    prohibit_public_ip = var.prohibit_public_ip
  }
}
