"""What is asked of a problem: its analysis, its values at points, its expectations."""
