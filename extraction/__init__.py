"""Words to fields, each with its evidence: where it stands, how sure, which checks held."""
