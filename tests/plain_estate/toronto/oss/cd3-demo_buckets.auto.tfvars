# Buckets of toronto
buckets = {
  acme-tor-logs    = { compartment = "Data" }
  acme-tor-backups = { compartment = "Data" }
}
