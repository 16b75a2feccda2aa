# Dns of toronto
zones = {
  "prod.acme.internal" = {
    compartment = "Network"
    records     = { app = "10.10.1.20", db = "10.10.2.30" }
  }
}
