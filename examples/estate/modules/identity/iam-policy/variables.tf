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

variable "statements" {
  description = "Statements of the policy language"
  type        = list(string)
}
