# Quotas of toronto
quotas = {
  AppProd-Compute    = { statements = ["set compute-core quota standard-e5-core-count to 64 in compartment AppProd"] }
  AppProd-Bare-Metal = { statements = ["zero compute-core quotas /*bm*/ in compartment AppProd"] }
}
