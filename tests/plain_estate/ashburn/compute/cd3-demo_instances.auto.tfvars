# Instances of ashburn
instances = {
  app-ash-01 = {
    compartment         = "AppProd"
    availability_domain = "AD1"
    ocpus               = 2
    memory_in_gbs       = 32
    subnet_name         = "sn-ash-app"
    nsg_names           = ["nsg-ash-app"]
    packages            = ["nginx", "chrony"]
    block_volumes       = { bv-app-ash-01-data = 200 }
  }
}
