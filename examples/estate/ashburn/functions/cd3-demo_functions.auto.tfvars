fn_applications = {
  fn-ash-media = {
    vcn_name    = "vcn-ash-app"
    subnet_name = "sn-ash-app"
    functions   = { resize-image = { image = "iad.ocir.io/acme/resize-image:1.4.2", memory_in_mbs = 512 } }
  }
}
