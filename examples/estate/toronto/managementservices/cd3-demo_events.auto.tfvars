events = {
  evt-tor-network-changes = { description = "Somebody changes the network", topic = "acme-tor-security", event_types = ["com.oraclecloud.virtualnetwork.updatesecuritylist", "com.oraclecloud.virtualnetwork.changesecuritylistcompartment"] }
  evt-tor-bucket-public   = { description = "Somebody changes a bucket", topic = "acme-tor-security", event_types = ["com.oraclecloud.objectstorage.updatebucket"] }
}
