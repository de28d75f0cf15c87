"""How quick is it? Ratios to floors measured in the same run: `make bench`. `docs/performance.md` keeps the tables."""
