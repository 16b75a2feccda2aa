variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "schedules" {
  description = "Schedules, for example INCREMENTAL each ONE_DAY"
  type = list(object({
    backup_type    = string
    period         = string
    day_of_week    = optional(string)
    hour_of_day    = number
    retention_days = number
  }))
}
