"""What models learn from: lines cut from synthetic papers as the pipeline cuts them from scans."""
