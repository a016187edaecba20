"""The version of the pipeline: raised when the same scan would give another record."""

PIPELINE_VERSION = "7"
