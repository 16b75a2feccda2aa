load_balancers = {
  lb-ash-portal = { is_private = false, vcn_name = "vcn-ash-hub", subnet_names = ["sn-ash-hub-public"], nsg_names = ["nsg-ash-lb"] }
}

backend_sets = {
  bs-portal = { load_balancer = "lb-ash-portal", health_check = { port = 8080, url_path = "/healthz" } }
}

backends = {
  portal-app-ash-01 = { backend_set = "bs-portal", instance_name = "app-ash-01", port = 8080 }
  portal-app-ash-02 = { backend_set = "bs-portal", instance_name = "app-ash-02", port = 8080 }
}

listeners = {
  portal-tcp = { backend_set = "bs-portal", protocol = "TCP", port = 443 }
}

log_groups = {
  lg-ash-lb = {
    description = "Load balancer logs of ashburn"
    logs        = { access-lb-ash-portal = { category = "access", resource = "lb-ash-portal" } }
  }
}
