"""Speed and accuracy against peers, side by side in one run."""
