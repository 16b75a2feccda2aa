variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "availability_domain" {
  description = "Availability domain"
  type        = string
}

variable "subnet_name" {
  description = "Name of the subnet"
  type        = string
}

variable "export_path" {
  description = "Path that clients mount"
  type        = string
}
