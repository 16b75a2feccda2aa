# A firewall policy: names for addresses, services and URLs, and the rules in their order.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_network_firewall_network_firewall_policy" "policy" {
  compartment_id = var.compartment_id
  display_name   = var.display_name
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}

resource "oci_network_firewall_network_firewall_policy_address_list" "address_lists" {
  for_each = var.address_lists

  network_firewall_policy_id = oci_network_firewall_network_firewall_policy.policy.id
  name                       = each.key
  type                       = "IP"
  addresses                  = each.value
}

resource "oci_network_firewall_network_firewall_policy_service" "services" {
  for_each = var.services

  network_firewall_policy_id = oci_network_firewall_network_firewall_policy.policy.id
  name                       = each.key
  type                       = each.value.type

  port_ranges {
    minimum_port = each.value.port_min
    maximum_port = each.value.port_max
  }
}

resource "oci_network_firewall_network_firewall_policy_service_list" "service_lists" {
  for_each = var.service_lists

  network_firewall_policy_id = oci_network_firewall_network_firewall_policy.policy.id
  name                       = each.key
  services                   = [for name in each.value : oci_network_firewall_network_firewall_policy_service.services[name].name]
}

resource "oci_network_firewall_network_firewall_policy_url_list" "url_lists" {
  for_each = var.url_lists

  network_firewall_policy_id = oci_network_firewall_network_firewall_policy.policy.id
  name                       = each.key

  dynamic "urls" {
    for_each = each.value
    content {
      type    = "SIMPLE"
      pattern = urls.value
    }
  }
}

resource "oci_network_firewall_network_firewall_policy_security_rule" "security_rules" {
  for_each = var.security_rules

  network_firewall_policy_id = oci_network_firewall_network_firewall_policy.policy.id
  name                       = each.key
  action                     = each.value.action
  inspection                 = each.value.inspection
  priority_order             = each.value.priority

  condition {
    source_address      = each.value.source_addresses
    destination_address = each.value.destination_addresses
    service             = each.value.services
    url                 = each.value.urls
  }

  depends_on = [
    oci_network_firewall_network_firewall_policy_address_list.address_lists,
    oci_network_firewall_network_firewall_policy_service_list.service_lists,
    oci_network_firewall_network_firewall_policy_url_list.url_lists,
  ]
}
