"""Floor 1: a repository at a commit becomes a catalog, a changeset, the affected stacks and their levels."""
