# Vcns of ashburn
vcns = {
  vcn-ash-prod = {
    compartment = "Network"
    cidr_blocks = ["10.20.0.0/16"]
    dns_label   = "ashprod"
    subnets = {
      sn-ash-lb  = { cidr_block = "10.20.0.0/24", public = true }
      sn-ash-app = { cidr_block = "10.20.1.0/24" }
      sn-ash-db  = { cidr_block = "10.20.2.0/24" }
    }
  }
}
