load_balancers = {
  lb-tor-portal   = { is_private = false, has_reserved_ip = true, vcn_name = "vcn-tor-hub", subnet_names = ["sn-tor-hub-public"], nsg_names = ["nsg-tor-lb"], maximum_bandwidth_in_mbps = 400 }
  lb-tor-internal = { vcn_name = "vcn-tor-hub", subnet_names = ["sn-tor-hub-mgmt"], nsg_names = [] }
}

hostnames = {
  portal = { load_balancer = "lb-tor-portal", hostname = "portal.example.com" }
}

backend_sets = {
  bs-portal = { load_balancer = "lb-tor-portal", policy = "LEAST_CONNECTIONS", health_check = { port = 8080, url_path = "/healthz" } }
  bs-admin  = { load_balancer = "lb-tor-internal", health_check = { port = 8443, protocol = "TCP" } }
}

backends = {
  portal-app-tor-01 = { backend_set = "bs-portal", instance_name = "app-tor-01", port = 8080 }
  portal-app-tor-02 = { backend_set = "bs-portal", instance_name = "app-tor-02", port = 8080 }
  admin-app-tor-01  = { backend_set = "bs-admin", instance_name = "app-tor-01", port = 8443 }
}

listeners = {
  portal-http = { backend_set = "bs-portal", port = 80, hostnames = ["portal"] }
  admin-tcp   = { backend_set = "bs-admin", protocol = "TCP", port = 8443 }
}

log_groups = {
  lg-tor-lb = {
    description = "Load balancer logs of toronto"
    logs = {
      access-lb-tor-portal = { category = "access", resource = "lb-tor-portal" }
      error-lb-tor-portal  = { category = "error", resource = "lb-tor-portal" }
    }
  }
}
