fn_applications = {
  fn-tor-media = {
    vcn_name    = "vcn-tor-app"
    subnet_name = "sn-tor-app"
    nsg_names   = ["nsg-tor-app"]
    config      = { LOG_LEVEL = "info" }
    functions = {
      resize-image = { image = "yyz.ocir.io/acme/resize-image:1.4.2", memory_in_mbs = 512 }
      scan-upload  = { image = "yyz.ocir.io/acme/scan-upload:0.9.0", timeout_in_seconds = 120 }
    }
  }
}
