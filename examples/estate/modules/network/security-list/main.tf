# A security list: what may enter and leave the subnets that use it.
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

resource "oci_core_security_list" "security_list" {
  compartment_id = var.compartment_id
  vcn_id         = var.vcn_id
  display_name   = var.display_name
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags

  dynamic "ingress_security_rules" {
    for_each = var.ingress_rules
    iterator = rule
    content {
      description = rule.value.text
      protocol    = local.protocols[rule.value.protocol]
      source      = rule.value.source
      stateless   = rule.value.stateless

      dynamic "tcp_options" {
        for_each = rule.value.protocol == "tcp" && rule.value.port_min != null ? [rule.value] : []
        content {
          min = tcp_options.value.port_min
          max = coalesce(tcp_options.value.port_max, tcp_options.value.port_min)
        }
      }

      dynamic "udp_options" {
        for_each = rule.value.protocol == "udp" && rule.value.port_min != null ? [rule.value] : []
        content {
          min = udp_options.value.port_min
          max = coalesce(udp_options.value.port_max, udp_options.value.port_min)
        }
      }

      dynamic "icmp_options" {
        for_each = rule.value.protocol == "icmp" && rule.value.icmp_type != null ? [rule.value] : []
        content {
          type = icmp_options.value.icmp_type
          code = icmp_options.value.icmp_code
        }
      }
    }
  }

  dynamic "egress_security_rules" {
    for_each = var.egress_rules
    iterator = rule
    content {
      description = rule.value.text
      protocol    = local.protocols[rule.value.protocol]
      destination = rule.value.destination
      stateless   = rule.value.stateless

      dynamic "tcp_options" {
        for_each = rule.value.protocol == "tcp" && rule.value.port_min != null ? [rule.value] : []
        content {
          min = tcp_options.value.port_min
          max = coalesce(tcp_options.value.port_max, tcp_options.value.port_min)
        }
      }

      dynamic "udp_options" {
        for_each = rule.value.protocol == "udp" && rule.value.port_min != null ? [rule.value] : []
        content {
          min = udp_options.value.port_min
          max = coalesce(udp_options.value.port_max, udp_options.value.port_min)
        }
      }

      dynamic "icmp_options" {
        for_each = rule.value.protocol == "icmp" && rule.value.icmp_type != null ? [rule.value] : []
        content {
          type = icmp_options.value.icmp_type
          code = icmp_options.value.icmp_code
        }
      }
    }
  }
}
