vcns = {
  vcn-tor-hub = { cidr_blocks = ["10.10.0.0/16"], dns_label = "torhub", freeform_tags = { role = "hub" } }
  vcn-tor-app = { cidr_blocks = ["10.20.0.0/16"], dns_label = "torapp", freeform_tags = { role = "spoke" } }
}

custom_dhcps = {
  dhcp-tor-app = { vcn_name = "vcn-tor-app", search_domain_names = ["tor.acme.example.com"] }
}

igws = {
  igw-tor-hub = { vcn_name = "vcn-tor-hub" }
}

ngws = {
  ngw-tor-hub = { vcn_name = "vcn-tor-hub" }
  ngw-tor-app = { vcn_name = "vcn-tor-app" }
}

sgws = {
  sgw-tor-hub = { vcn_name = "vcn-tor-hub" }
  sgw-tor-app = { vcn_name = "vcn-tor-app" }
}
