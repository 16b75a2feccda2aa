tag_namespaces = {
  Operations = { compartment_id = "Security", description = "Who operates what" }
  Finance    = { compartment_id = "Security", description = "Who pays for what" }
}

tag_keys = {
  "Operations.Environment" = { tag_namespace = "Operations", name = "Environment", description = "Stage", values = ["prod", "test", "dev"] }
  "Operations.Owner"       = { tag_namespace = "Operations", name = "Owner", description = "Team that answers for it" }
  "Finance.CostCentre"     = { tag_namespace = "Finance", name = "CostCentre", description = "Cost centre", is_cost_tracking = true }
}

tag_defaults = {
  appprod-environment = { compartment_id = "AppProd", tag_key = "Operations.Environment", value = "prod" }
  data-costcentre     = { compartment_id = "Data", tag_key = "Finance.CostCentre", value = "4711" }
}
