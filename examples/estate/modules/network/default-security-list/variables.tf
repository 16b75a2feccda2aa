variable "default_security_list_id" {
  description = "OCID of the VCN's default security list"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}
