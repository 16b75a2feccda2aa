mount_targets = {
  mt-ash-app = { vcn_name = "vcn-ash-app", subnet_name = "sn-ash-app", nsg_names = [] }
}

file_systems = {
  fs-ash-shared = {
    exports = { "/shared" = { mount_target = "mt-ash-app", source = "10.111.1.0/24" } }
  }
}
