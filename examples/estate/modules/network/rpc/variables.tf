variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "requestor_name" {
  description = "Name of the end that asks"
  type        = string
}

variable "requestor_drg_id" {
  description = "OCID of its DRG"
  type        = string
}

variable "acceptor_name" {
  description = "Name of the end that is asked"
  type        = string
}

variable "acceptor_drg_id" {
  description = "OCID of its DRG"
  type        = string
}

variable "acceptor_region" {
  description = "Its region, for example us-ashburn-1"
  type        = string
}
