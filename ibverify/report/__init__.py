"""What is printed for papers: derivations, computations and the ledger in LaTeX, and as a PDF."""
