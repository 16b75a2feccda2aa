# Instances of toronto
instances = {
  app-tor-01 = {
    compartment         = "AppProd"
    availability_domain = "AD1"
    ocpus               = 2
    memory_in_gbs       = 32
    subnet_name         = "sn-tor-app"
    nsg_names           = ["nsg-tor-app"]
    packages            = ["nginx", "chrony"]
    block_volumes       = { bv-app-tor-01-data = 200 }
  }
  app-tor-02 = {
    compartment         = "AppProd"
    availability_domain = "AD1"
    ocpus               = 2
    memory_in_gbs       = 32
    subnet_name         = "sn-tor-app"
    nsg_names           = ["nsg-tor-app"]
    packages            = ["nginx", "chrony"]
    block_volumes       = {}
  }
}
