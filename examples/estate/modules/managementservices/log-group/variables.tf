variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "retention_in_days" {
  description = "Days that log lines are kept: 30, 60, 90, 120, 150 or 180"
  type        = number
  default     = 30
}

variable "logs" {
  description = "Logs by name: what service writes what about which resource"
  type = map(object({
    service  = string
    category = string
    resource = string
  }))
  default = {}
}
