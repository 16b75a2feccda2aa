"""Dagster nouns: names, resources, assets, checks, the executor, the instance, the history of a run."""
