# Notifications of toronto
topics = {
  topic-tor-oncall = { compartment = "AppProd", endpoints = ["oncall@example.com"] }
}
