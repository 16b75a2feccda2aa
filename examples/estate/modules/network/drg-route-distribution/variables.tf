variable "drg_id" {
  description = "OCID of the gateway"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "attachment_types" {
  description = "Priority by type of attachment: VCN, REMOTE_PEERING_CONNECTION ..."
  type        = map(number)
}
