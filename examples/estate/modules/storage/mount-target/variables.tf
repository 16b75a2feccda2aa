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

variable "subnet_id" {
  description = "OCID of the subnet"
  type        = string
}

variable "hostname_label" {
  description = "Name in the DNS of the subnet"
  type        = string
  default     = null
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}
