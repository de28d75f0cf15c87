"""What every importer stands on: sources of rows, cells to values, mappings, and rows to facts."""
