# Buckets of ashburn
buckets = {
  acme-ash-logs    = { compartment = "Data" }
  acme-ash-backups = { compartment = "Data" }
}
