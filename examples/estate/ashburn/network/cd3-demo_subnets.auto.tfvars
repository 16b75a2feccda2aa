subnets = {
  sn-ash-hub-public = { vcn_name = "vcn-ash-hub", cidr_block = "10.110.0.0/24", dns_label = "public", is_public = true, route_table = "rt-ash-hub", seclists = ["sl-ash-hub"] }
  sn-ash-hub-fw     = { vcn_name = "vcn-ash-hub", cidr_block = "10.110.1.0/24", dns_label = "fw", route_table = "rt-ash-hub", seclists = ["sl-ash-hub"] }
  sn-ash-app        = { vcn_name = "vcn-ash-app", cidr_block = "10.111.1.0/24", dns_label = "app", route_table = "rt-ash-app", seclists = ["sl-ash-app"] }
  sn-ash-data       = { vcn_name = "vcn-ash-app", cidr_block = "10.111.2.0/24", dns_label = "data", route_table = "rt-ash-app", seclists = ["sl-ash-app"] }
  sn-ash-oke        = { vcn_name = "vcn-ash-app", cidr_block = "10.111.8.0/21", dns_label = "oke", route_table = "rt-ash-app", seclists = ["sl-ash-app"] }
}
