instances = {
  app-tor-01 = {
    fault_domain  = "FAULT-DOMAIN-1"
    ocpus         = 2
    memory_in_gbs = 32
    source        = "OracleLinux9"
    vcn_name      = "vcn-tor-app"
    subnet_name   = "sn-tor-app"
    private_ip    = "10.20.1.11"
    nsg_names     = ["nsg-tor-app"]
    ssh_key       = "platform"
    packages      = ["nginx", "chrony"]
    backup_policy = "bkp-tor-daily"
    block_volumes = {
      bv-app-tor-01-data = { size_in_gbs = 200, is_backed_up = true }
      bv-app-tor-01-logs = { size_in_gbs = 50, vpus_per_gb = 0 }
    }
    freeform_tags = { role = "app" }
  }
  app-tor-02 = {
    fault_domain  = "FAULT-DOMAIN-2"
    ocpus         = 2
    memory_in_gbs = 32
    source        = "OracleLinux9"
    vcn_name      = "vcn-tor-app"
    subnet_name   = "sn-tor-app"
    private_ip    = "10.20.1.12"
    nsg_names     = ["nsg-tor-app"]
    ssh_key       = "platform"
    packages      = ["nginx", "chrony"]
    backup_policy = "bkp-tor-daily"
    block_volumes = { bv-app-tor-02-data = { size_in_gbs = 200, is_backed_up = true } }
    freeform_tags = { role = "app" }
  }
  bastion-tor = {
    source        = "OracleLinux9"
    vcn_name      = "vcn-tor-hub"
    subnet_name   = "sn-tor-hub-mgmt"
    nsg_names     = []
    ssh_key       = "platform"
    packages      = ["tmux"]
    backup_policy = "bkp-tor-daily"
    freeform_tags = { role = "bastion" }
  }
}

backup_policies = {
  bkp-tor-daily = {
    schedules = [
      { backup_type = "INCREMENTAL", period = "ONE_DAY", hour_of_day = 1, retention_days = 14 },
      { backup_type = "FULL", period = "ONE_WEEK", day_of_week = "SUNDAY", hour_of_day = 3, retention_days = 60 },
    ]
  }
}
