# Fss of toronto
file_systems = {
  fs-tor-shared = { compartment = "Data", availability_domain = "AD1", subnet_name = "sn-tor-app", export_path = "/shared" }
}
