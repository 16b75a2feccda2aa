# All records of one name and type.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_dns_rrset" "rrset" {
  zone_name_or_id = var.zone_id
  domain          = var.domain
  rtype           = var.rtype

  dynamic "items" {
    for_each = var.rdata
    content {
      domain = var.domain
      rtype  = var.rtype
      rdata  = items.value
      ttl    = var.ttl
    }
  }
}
