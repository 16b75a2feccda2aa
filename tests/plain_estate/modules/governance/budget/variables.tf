variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "amount" {
  description = "Amount a month, in the tenancy's currency"
  type        = number
}

variable "threshold" {
  description = "Per cent of the amount at which the alert goes out"
  type        = number
  default     = 80
}

variable "recipients" {
  description = "Mail addresses for the alert"
  type        = list(string)
}
