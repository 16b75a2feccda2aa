# A network security group with its rules.
resource "terraform_data" "nsg" {
  input = {
    compartment_id = var.compartment_id
    display_name   = var.display_name
    vcn_name       = var.vcn_name
  }
}

resource "terraform_data" "rule" {
  for_each = var.rules

  input = {
    nsg         = terraform_data.nsg.id
    description = each.key
    protocol    = each.value.protocol
    source      = each.value.source
    port        = each.value.port
  }
}
