"""The quarterly return: filled, completed, signed, frozen, and explained afterwards."""
