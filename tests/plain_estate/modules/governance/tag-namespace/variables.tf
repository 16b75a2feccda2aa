variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the namespace"
  type        = string
}

variable "keys" {
  description = "Tag keys: name to description"
  type        = map(string)
}

variable "is_cost_tracking" {
  description = "Whether the keys show up in cost reports"
  type        = bool
  default     = true
}
