"""The claims of the paper, one file each; its id is its name: `s04_fig3.py` is s04.fig3."""
