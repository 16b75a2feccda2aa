mount_targets = {
  mt-tor-app = { vcn_name = "vcn-tor-app", subnet_name = "sn-tor-fss", nsg_names = ["nsg-tor-fss"] }
}

snapshot_policies = {
  snap-tor-daily = { hour_of_day = 2, retention_days = 14 }
}

file_systems = {
  fs-tor-shared = {
    snapshot_policy = "snap-tor-daily"
    exports = {
      "/shared"  = { mount_target = "mt-tor-app", source = "10.20.1.0/24" }
      "/reports" = { mount_target = "mt-tor-app", source = "10.20.0.0/16", access = "READ_ONLY", identity_squash = "ALL" }
    }
  }
  fs-tor-oke = {
    exports = { "/oke" = { mount_target = "mt-tor-app", source = "10.20.8.0/21" } }
  }
}

log_groups = {
  lg-tor-fss = {
    description = "NFS logs of toronto"
    logs        = { nfs-mt-tor-app = { category = "nfslogs", resource = "mt-tor-app" } }
  }
}
