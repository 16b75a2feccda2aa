# Nsgs of ashburn
nsgs = {
  nsg-ash-app = {
    compartment = "Network"
    vcn_name    = "vcn-ash-prod"
    rules = {
      https-from-lb = { protocol = "6", source = "10.20.0.0/24", port = 443 }
    }
  }
  nsg-ash-db = {
    compartment = "Network"
    vcn_name    = "vcn-ash-prod"
    rules = {
      mysql-from-app = { protocol = "6", source = "10.20.1.0/24", port = 3306 }
    }
  }
}
