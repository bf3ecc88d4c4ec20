"""The figure that shows a movement: baked bodies, motions, pictures."""
