variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "address_lists" {
  description = "Addresses in CIDR notation, by name of the list"
  type        = map(list(string))
  default     = {}
}

variable "services" {
  description = "Services by name; type is TCP_SERVICE or UDP_SERVICE"
  type = map(object({
    type     = string
    port_min = number
    port_max = number
  }))
  default = {}
}

variable "service_lists" {
  description = "Names of services, by name of the list"
  type        = map(list(string))
  default     = {}
}

variable "url_lists" {
  description = "Patterns, by name of the list"
  type        = map(list(string))
  default     = {}
}

variable "security_rules" {
  description = "Rules by name; action is ALLOW, DROP, REJECT or INSPECT"
  type = map(object({
    priority              = number
    action                = string
    inspection            = optional(string)
    source_addresses      = optional(list(string), [])
    destination_addresses = optional(list(string), [])
    services              = optional(list(string), [])
    urls                  = optional(list(string), [])
  }))
  default = {}
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
