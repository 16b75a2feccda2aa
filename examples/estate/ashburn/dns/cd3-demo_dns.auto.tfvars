views = {
  view-ash-private = {}
}

zones = {
  "ash.acme.example.com" = { view_name = "view-ash-private" }
}

rrsets = {
  portal = { zone_name = "ash.acme.example.com", domain = "portal.ash.acme.example.com", rdata = ["10.111.1.11"] }
}
