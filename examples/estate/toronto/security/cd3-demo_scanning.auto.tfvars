host_scans = {
  scan-tor-appprod = { description = "Instances of AppProd", target = "AppProd" }
}
