variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the policy"
  type        = string
}

variable "description" {
  description = "What it allows"
  type        = string
}

variable "statements" {
  description = "Policy statements, one a line"
  type        = list(string)
}
