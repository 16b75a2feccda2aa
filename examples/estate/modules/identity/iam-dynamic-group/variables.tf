variable "tenancy_ocid" {
  description = "OCID of the tenancy"
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

variable "matching_rule" {
  description = "Which resources are members"
  type        = string
}
