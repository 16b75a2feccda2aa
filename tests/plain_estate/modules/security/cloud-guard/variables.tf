variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "detector_recipe" {
  description = "Name of the detector recipe"
  type        = string
}

variable "self_manage_resources" {
  description = "Whether Cloud Guard is kept by hand"
  type        = bool
  default     = false
}
