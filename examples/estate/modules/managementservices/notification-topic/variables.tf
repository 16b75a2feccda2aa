variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "subscriptions" {
  description = "Protocol (EMAIL, CUSTOM_HTTPS, PAGERDUTY ...) by endpoint"
  type        = map(string)
  default     = {}
}
