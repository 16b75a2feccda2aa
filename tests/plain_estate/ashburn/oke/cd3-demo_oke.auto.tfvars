# Oke of ashburn
clusters = {
  oke-ash-prod = { compartment = "AppProd", vcn_name = "vcn-ash-prod" }
}

nodepools = {
  np-ash-general = {
    compartment         = "AppProd"
    cluster             = "oke-ash-prod"
    availability_domain = "AD1"
    subnet_name         = "sn-ash-app"
    size                = 1
  }
}
