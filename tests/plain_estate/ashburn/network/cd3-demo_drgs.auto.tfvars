# Drgs of ashburn
drgs = {
  drg-ash-hub = { compartment = "Network" }
}
