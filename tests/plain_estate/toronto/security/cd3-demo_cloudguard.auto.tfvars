# Cloudguard of toronto
cloud_guard_targets = {
  CG-Tenancy = { detector_recipe = "OCI Configuration Detector Recipe" }
}
