# A VCN with its subnets.
resource "terraform_data" "vcn" {
  input = {
    compartment_id = var.compartment_id
    display_name   = var.display_name
    cidr_blocks    = var.cidr_blocks
    dns_label      = var.dns_label
  }
}

module "subnets" {
  source   = "../subnet"
  for_each = var.subnets

  compartment_id     = var.compartment_id
  display_name       = each.key
  vcn_id             = terraform_data.vcn.id
  cidr_block         = each.value.cidr_block
  prohibit_public_ip = !each.value.public
}
