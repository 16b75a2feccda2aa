variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "event_types" {
  description = "Types of events"
  type        = list(string)
}

variable "topic_id" {
  description = "OCID of the topic"
  type        = string
}
