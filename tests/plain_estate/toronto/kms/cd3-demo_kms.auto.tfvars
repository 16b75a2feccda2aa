# Kms of toronto
vaults = {
  vault-tor-prod = { compartment = "Security" }
}

keys = {
  key-tor-volumes = { compartment = "Security", vault = "vault-tor-prod" }
  key-tor-buckets = { compartment = "Security", vault = "vault-tor-prod" }
}
