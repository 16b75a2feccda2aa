variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "subnet_ids" {
  description = "OCIDs of the subnets in which they run"
  type        = list(string)
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}

variable "shape" {
  description = "Processor architecture"
  type        = string
  default     = "GENERIC_X86"
}

variable "config" {
  description = "Settings that every function can read"
  type        = map(string)
  default     = {}
}

variable "functions" {
  description = "Functions by name"
  type = map(object({
    image              = string
    memory_in_mbs      = number
    timeout_in_seconds = number
  }))
  default = {}
}
