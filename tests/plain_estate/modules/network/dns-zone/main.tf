# A private DNS zone with its records.
resource "terraform_data" "zone" {
  input = {
    compartment_id = var.compartment_id
    zone_name      = var.zone_name
  }
}

resource "terraform_data" "rrset" {
  for_each = var.records

  input = {
    zone   = terraform_data.zone.id
    domain = "${each.key}.${var.zone_name}"
    rdata  = each.value
    ttl    = var.ttl_seconds
  }
}
