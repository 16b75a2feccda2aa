# Which instances are scanned for vulnerabilities, and how.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_vulnerability_scanning_host_scan_recipe" "recipe" {
  compartment_id = var.compartment_id
  display_name   = "${var.display_name}-recipe"

  port_settings {
    scan_level = var.port_scan_level
  }

  agent_settings {
    scan_level = "STANDARD"

    agent_configuration {
      vendor = "OCI"
    }
  }

  schedule {
    type        = "WEEKLY"
    day_of_week = var.day_of_week
  }
}

resource "oci_vulnerability_scanning_host_scan_target" "target" {
  compartment_id        = var.compartment_id
  display_name          = var.display_name
  description           = var.description
  host_scan_recipe_id   = oci_vulnerability_scanning_host_scan_recipe.recipe.id
  target_compartment_id = var.target_compartment_id
}
