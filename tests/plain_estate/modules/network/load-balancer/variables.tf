variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "subnet_name" {
  description = "Name of the subnet"
  type        = string
}

variable "shape" {
  description = "Shape"
  type        = string
  default     = "flexible"
}

variable "maximum_bandwidth_in_mbps" {
  description = "Upper limit of the flexible shape"
  type        = number
  default     = 100
}

variable "backends" {
  description = "Addresses that answer"
  type        = list(string)
}

variable "port" {
  description = "Port of the listener"
  type        = number
  default     = 443
}
