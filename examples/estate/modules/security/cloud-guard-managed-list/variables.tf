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

variable "list_type" {
  description = "CIDR_BLOCK, USERS, GROUPS ..."
  type        = string
  default     = "CIDR_BLOCK"
}

variable "list_items" {
  description = "What is on the list"
  type        = list(string)
}
