variable "tenancy_ocid" {
  description = "OCID of the tenancy"
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

variable "amount" {
  description = "Amount in the currency of the tenancy"
  type        = number
}

variable "reset_period" {
  description = "MONTHLY or QUARTERLY"
  type        = string
  default     = "MONTHLY"
}

variable "target_compartment_ids" {
  description = "OCIDs of the compartments whose costs count"
  type        = list(string)
}
