# Kms of ashburn
vaults = {
  vault-ash-prod = { compartment = "Security" }
}

keys = {
  key-ash-volumes = { compartment = "Security", vault = "vault-ash-prod" }
  key-ash-buckets = { compartment = "Security", vault = "vault-ash-prod" }
}
