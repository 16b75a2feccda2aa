# Oke of toronto
clusters = {
  oke-tor-prod = { compartment = "AppProd", vcn_name = "vcn-tor-prod" }
}

nodepools = {
  np-tor-general = {
    compartment         = "AppProd"
    cluster             = "oke-tor-prod"
    availability_domain = "AD1"
    subnet_name         = "sn-tor-app"
    size                = 2
  }
}
