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

variable "shape" {
  description = "Shape"
  type        = string
  default     = "VM.Standard.E5.Flex"
}

variable "ocpus" {
  description = "Processors of the flexible shape"
  type        = number
  default     = 1
}

variable "memory_in_gbs" {
  description = "Memory of the flexible shape"
  type        = number
  default     = 16
}

variable "subnet_name" {
  description = "Name of the subnet"
  type        = string
}

variable "nsg_names" {
  description = "Names of the network security groups"
  type        = list(string)
  default     = []
}

variable "boot_volume_size_in_gbs" {
  description = "Size of the boot volume"
  type        = number
  default     = 50
}

variable "user_data" {
  description = "cloud-init script, base64"
  type        = string
  default     = null
}

variable "block_volumes" {
  description = "Sizes in GB by volume name"
  type        = map(number)
  default     = {}
}
