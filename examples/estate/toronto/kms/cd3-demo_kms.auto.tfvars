vaults = {
  vault-tor-main = {}
}

keys = {
  key-tor-storage = { vault_name = "vault-tor-main" }
  key-tor-data    = { vault_name = "vault-tor-main" }
  key-tor-secrets = { vault_name = "vault-tor-main", protection_mode = "SOFTWARE" }
}

secrets = {
  sec-tor-adb-admin = { vault_name = "vault-tor-main", key_name = "key-tor-secrets", description = "ADMIN of adb-tor-orders" }
}
