module "log-groups" {
  source   = "../../modules/managementservices/log-group"
  for_each = var.log_groups

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  description    = each.value.description
  logs = { for name, log in each.value.logs : name => {
    service  = "filestorage"
    category = log.category
    resource = module.mount-targets[log.resource].id
  } }
}
