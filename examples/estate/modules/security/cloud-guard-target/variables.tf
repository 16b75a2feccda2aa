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

variable "target_compartment_id" {
  description = "OCID of the compartment that is watched"
  type        = string
}
