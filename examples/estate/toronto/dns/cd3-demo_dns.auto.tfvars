views = {
  view-tor-private = {}
}

zones = {
  "tor.acme.example.com"      = { view_name = "view-tor-private" }
  "data.tor.acme.example.com" = { view_name = "view-tor-private" }
}

rrsets = {
  portal = { zone_name = "tor.acme.example.com", domain = "portal.tor.acme.example.com", rdata = ["10.20.1.11", "10.20.1.12"] }
  git    = { zone_name = "tor.acme.example.com", domain = "git.tor.acme.example.com", rtype = "CNAME", rdata = ["portal.tor.acme.example.com."], ttl = 3600 }
  orders = { zone_name = "data.tor.acme.example.com", domain = "orders.data.tor.acme.example.com", rdata = ["10.20.2.20"] }
}
