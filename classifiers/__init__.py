"""Words to kinds of pages, and where one document ends and the next begins."""
