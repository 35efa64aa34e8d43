"""What the inspector and whoever lets them in see."""
