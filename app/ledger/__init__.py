"""The record of what happened on the floor: reads hand out frozen values, a write is one transaction and one entry."""
