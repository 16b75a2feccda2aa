# A budget of a compartment.
resource "oci_budget_budget" "budget" {
  compartment_id = var.tenancy_ocid
  display_name   = var.display_name
  description    = var.description
  amount         = var.amount
  reset_period   = var.reset_period
  target_type    = "COMPARTMENT"
  targets        = var.target_compartment_ids
}
