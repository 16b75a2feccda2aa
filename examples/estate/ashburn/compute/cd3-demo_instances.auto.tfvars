instances = {
  app-ash-01 = {
    ocpus         = 2
    memory_in_gbs = 32
    source        = "OracleLinux9"
    vcn_name      = "vcn-ash-app"
    subnet_name   = "sn-ash-app"
    private_ip    = "10.111.1.11"
    nsg_names     = ["nsg-ash-app"]
    ssh_key       = "platform"
    packages      = ["nginx", "chrony"]
    backup_policy = "bkp-ash-daily"
    block_volumes = { bv-app-ash-01-data = { size_in_gbs = 200, is_backed_up = true } }
    freeform_tags = { role = "app" }
  }
  app-ash-02 = {
    availability_domain = 1
    source              = "OracleLinux9"
    vcn_name            = "vcn-ash-app"
    subnet_name         = "sn-ash-app"
    nsg_names           = ["nsg-ash-app"]
    ssh_key             = "platform"
    packages            = ["nginx", "chrony"]
    backup_policy       = "bkp-ash-daily"
    freeform_tags       = { role = "standby" }
  }
}

backup_policies = {
  bkp-ash-daily = {
    schedules = [{ backup_type = "INCREMENTAL", period = "ONE_DAY", hour_of_day = 1, retention_days = 14 }]
  }
}
