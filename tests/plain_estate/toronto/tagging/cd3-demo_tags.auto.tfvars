# Tags of toronto
tag_namespaces = {
  Operations = { keys = { Owner = "Team that is called", Environment = "prod, stage or dev" } }
  CostCenter = { keys = { Code = "Number in the ledger" } }
}
