"""What the office decides about PAs: plain values in, plain values out."""
