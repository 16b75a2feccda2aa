variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "availability_domain" {
  description = "Name of the availability domain"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "snapshot_policy_id" {
  description = "OCID of the snapshot policy"
  type        = string
  default     = null
}

variable "exports" {
  description = "Who may mount it, by path"
  type = map(object({
    export_set_id   = string
    source          = string
    access          = string
    identity_squash = string
  }))
}
