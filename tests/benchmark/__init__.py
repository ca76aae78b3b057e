"""`make bench`: the table of docs/benchmarks.md, measured on this machine."""
