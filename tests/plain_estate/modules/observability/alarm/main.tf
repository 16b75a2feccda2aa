# An alarm on a metric.
resource "terraform_data" "alarm" {
  input = {
    compartment_id = var.compartment_id
    display_name   = var.display_name
    namespace      = var.namespace
    query          = var.query
    severity       = var.severity
    topic_id       = var.topic_id
  }
}
