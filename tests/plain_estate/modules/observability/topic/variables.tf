variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the topic"
  type        = string
}

variable "endpoints" {
  description = "Mail addresses that are told"
  type        = list(string)
}
