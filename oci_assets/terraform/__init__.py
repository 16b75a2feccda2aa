"""One stack -> outcome: everything that starts Terraform and reads what it says. Knows no estate and no Dagster."""
