"""Who is who, where people said so: two records of the sources are the same, or they are two."""
