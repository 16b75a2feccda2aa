network_sources = {
  office = { description = "Offices in Toronto and Montreal", public_source_list = ["203.0.113.0/26", "198.51.100.64/27"] }
}
