# Hands in the reference solution.
