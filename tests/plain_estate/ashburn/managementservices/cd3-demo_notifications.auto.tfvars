# Notifications of ashburn
topics = {
  topic-ash-oncall = { compartment = "AppProd", endpoints = ["oncall@example.com"] }
}
