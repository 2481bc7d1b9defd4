"""义务: what must be filed or done, by when, with what proof, and what a miss costs."""
