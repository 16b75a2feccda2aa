# A rule of a network security group.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

locals {
  protocols = { all = "all", icmp = "1", tcp = "6", udp = "17" }
}

resource "oci_core_network_security_group_security_rule" "rule" {
  network_security_group_id = var.nsg_id
  direction                 = var.direction
  protocol                  = local.protocols[var.protocol]
  description               = var.description
  stateless                 = false
  source                    = var.direction == "INGRESS" ? var.peer : null
  source_type               = var.direction == "INGRESS" ? var.peer_type : null
  destination               = var.direction == "EGRESS" ? var.peer : null
  destination_type          = var.direction == "EGRESS" ? var.peer_type : null

  dynamic "tcp_options" {
    for_each = var.protocol == "tcp" && var.port_min != null ? [var.port_min] : []
    content {
      destination_port_range {
        min = tcp_options.value
        max = coalesce(var.port_max, var.port_min)
      }
    }
  }

  dynamic "udp_options" {
    for_each = var.protocol == "udp" && var.port_min != null ? [var.port_min] : []
    content {
      destination_port_range {
        min = udp_options.value
        max = coalesce(var.port_max, var.port_min)
      }
    }
  }
}
