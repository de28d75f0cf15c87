"""The only seam between facts and decisions: files come in, customers are placed, findings are published."""
