"""An office file in a shared folder: one desk holds the pen and writes, the others read copies and may ask for it."""
