variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "availability_domain" {
  description = "Name of the availability domain"
  type        = string
}

variable "fault_domain" {
  description = "Fault domain; the cloud chooses without one"
  type        = string
  default     = null
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "shape" {
  description = "Shape"
  type        = string
  default     = "VM.Standard.E5.Flex"
  nullable    = false
}

variable "ocpus" {
  description = "Processors of the flexible shape"
  type        = number
  default     = 1
  nullable    = false
}

variable "memory_in_gbs" {
  description = "Memory of the flexible shape"
  type        = number
  default     = 16
  nullable    = false
}

variable "source_image_id" {
  description = "OCID of the image"
  type        = string
}

variable "boot_volume_size_in_gbs" {
  description = "Size of the boot volume"
  type        = number
  default     = 50
  nullable    = false
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

variable "private_ip" {
  description = "Address in the subnet; the cloud chooses without one"
  type        = string
  default     = null
}

variable "assign_public_ip" {
  description = "Whether it is reachable from the internet"
  type        = bool
  default     = false
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}

variable "ssh_public_key" {
  description = "Key of those who may log in"
  type        = string
  default     = null
}

variable "user_data" {
  description = "cloud-init script, base64"
  type        = string
  default     = null
}

variable "block_volumes" {
  description = "Block volumes by name"
  type = map(object({
    size_in_gbs  = number
    vpus_per_gb  = optional(number, 10)
    is_backed_up = optional(bool, false)
  }))
  default = {}
}

variable "backup_policy_id" {
  description = "OCID of the backup policy of its block volumes"
  type        = string
  default     = null
}

variable "defined_tags" {
  description = "Tags of a namespace, as NAMESPACE.KEY; left to tag defaults without a value"
  type        = map(string)
  default     = null
}

variable "freeform_tags" {
  description = "Tags without a namespace"
  type        = map(string)
  default     = null
}
