# Vcns of toronto
vcns = {
  vcn-tor-prod = {
    compartment = "Network"
    cidr_blocks = ["10.10.0.0/16"]
    dns_label   = "torprod"
    subnets = {
      sn-tor-lb  = { cidr_block = "10.10.0.0/24", public = true }
      sn-tor-app = { cidr_block = "10.10.1.0/24" }
      sn-tor-db  = { cidr_block = "10.10.2.0/24" }
    }
  }
}
