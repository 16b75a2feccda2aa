vcns = {
  vcn-ash-hub = { cidr_blocks = ["10.110.0.0/16"], dns_label = "ashhub", freeform_tags = { role = "hub" } }
  vcn-ash-app = { cidr_blocks = ["10.111.0.0/16"], dns_label = "ashapp", freeform_tags = { role = "spoke" } }
}

igws = {
  igw-ash-hub = { vcn_name = "vcn-ash-hub" }
}

ngws = {
  ngw-ash-app = { vcn_name = "vcn-ash-app" }
}

sgws = {
  sgw-ash-app = { vcn_name = "vcn-ash-app" }
}
