subnets = {
  sn-tor-hub-public = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.0.0/24", dns_label = "public", is_public = true, route_table = "rt-tor-hub-public", seclists = ["sl-tor-hub-public"] }
  sn-tor-hub-fw     = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.1.0/24", dns_label = "fw", route_table = "rt-tor-hub-private", seclists = ["sl-tor-hub-mgmt"] }
  sn-tor-hub-mgmt   = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.2.0/24", dns_label = "mgmt", route_table = "rt-tor-hub-private", seclists = ["sl-tor-hub-mgmt"] }
  sn-tor-app        = { vcn_name = "vcn-tor-app", cidr_block = "10.20.1.0/24", dns_label = "app", route_table = "rt-tor-app", dhcp_options = "dhcp-tor-app", seclists = ["sl-tor-app"] }
  sn-tor-data       = { vcn_name = "vcn-tor-app", cidr_block = "10.20.2.0/24", dns_label = "data", route_table = "rt-tor-app", dhcp_options = "dhcp-tor-app", seclists = ["sl-tor-data"] }
  sn-tor-fss        = { vcn_name = "vcn-tor-app", cidr_block = "10.20.3.0/24", dns_label = "fss", route_table = "rt-tor-app", seclists = ["sl-tor-app"] }
  sn-tor-oke-api    = { vcn_name = "vcn-tor-app", cidr_block = "10.20.4.0/28", dns_label = "okeapi", route_table = "rt-tor-app", seclists = ["sl-tor-oke"] }
  sn-tor-oke-nodes  = { vcn_name = "vcn-tor-app", cidr_block = "10.20.8.0/21", dns_label = "okenodes", route_table = "rt-tor-app", seclists = ["sl-tor-oke", "sl-tor-app"] }
}
