"""What is known: the clinical content, its schemas, its loader and its checks. Knows nothing else of Coxa."""
