"""To and from learning platforms: what students handed in, rosters, and points on their way out."""
