vaults = {
  vault-ash-main = {}
}

keys = {
  key-ash-storage = { vault_name = "vault-ash-main" }
  key-ash-secrets = { vault_name = "vault-ash-main", protection_mode = "SOFTWARE" }
}

secrets = {
  sec-ash-adb-admin = { vault_name = "vault-ash-main", key_name = "key-ash-secrets", description = "ADMIN of adb-ash-reports" }
}
