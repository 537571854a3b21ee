"""Where they come from: the map, one area of it, deprivation beside the population, and whose data it is."""
