variable "tenancy_ocid" {
  description = "OCID of the tenancy"
  type        = string
}

variable "name" {
  description = "Name of the group"
  type        = string
}

variable "description" {
  description = "Who belongs to it"
  type        = string
}
