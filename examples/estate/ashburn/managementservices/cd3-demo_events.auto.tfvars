events = {
  evt-ash-network-changes = { description = "Somebody changes the network", topic = "acme-ash-ops", event_types = ["com.oraclecloud.virtualnetwork.updatesecuritylist"] }
}
