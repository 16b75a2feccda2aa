# Fss of ashburn
file_systems = {
  fs-ash-shared = { compartment = "Data", availability_domain = "AD1", subnet_name = "sn-ash-app", export_path = "/shared" }
}
