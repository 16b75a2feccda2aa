"""What a plan, an applied object and a read object look like, as a provider of the legacy SDK makes them. Pure."""
