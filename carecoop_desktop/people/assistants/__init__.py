"""Personal assistants: contract and pay, vetting, training, and whom they support."""
