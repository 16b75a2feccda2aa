variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the quota"
  type        = string
}

variable "statements" {
  description = "Quota statements"
  type        = list(string)
}
