"""The paper's Figs. 1-3 as problems, and what their claims share."""
