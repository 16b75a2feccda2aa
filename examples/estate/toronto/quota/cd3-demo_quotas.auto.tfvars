quotas = {
  appprod-compute = {
    description = "No runaway scaling in AppProd"
    statements = [
      "set compute-core quota standard-e5-core-count to 64 in compartment Acme:AppProd",
      "zero compute-core quota /*gpu*/ in compartment Acme:AppProd",
    ]
  }
  data-only = {
    description = "Databases belong into Data"
    statements = [
      "zero database quotas in compartment Acme:AppProd",
      "zero database quotas in compartment Acme:Network",
    ]
  }
}
