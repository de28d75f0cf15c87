"""What do people write? Comments, cases, promises, results and notes, drawn so that they rarely repeat."""
