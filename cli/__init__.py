"""The command line ``hoso``, one file a command.

Progress and warnings go to stderr, results to stdout.
"""
