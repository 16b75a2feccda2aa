# Cloud Guard is set up in the home region (toronto/security) for all regions.
host_scans = {
  scan-ash-appprod = { description = "Instances of AppProd", target = "AppProd", day_of_week = "SATURDAY" }
}
