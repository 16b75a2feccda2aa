# Drgs of toronto
drgs = {
  drg-tor-hub = { compartment = "Network" }
}
