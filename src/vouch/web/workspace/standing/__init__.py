"""Where customers stand: the map, its history by month, who moved between two days, and how it was decided."""
