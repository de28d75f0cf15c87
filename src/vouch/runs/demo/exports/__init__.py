"""Which files would such a company have? One writer for each tool it uses, and plain tables for what no tool keeps."""
