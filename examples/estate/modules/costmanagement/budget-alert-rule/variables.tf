variable "budget_id" {
  description = "OCID of the budget"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "type" {
  description = "ACTUAL or FORECAST"
  type        = string
  default     = "ACTUAL"
}

variable "threshold" {
  description = "Threshold in the unit of threshold_type"
  type        = number
}

variable "threshold_type" {
  description = "PERCENTAGE or ABSOLUTE"
  type        = string
  default     = "PERCENTAGE"
}

variable "recipients" {
  description = "Mail addresses, separated by commas"
  type        = string
}

variable "message" {
  description = "Text of the mail"
  type        = string
  default     = null
}
