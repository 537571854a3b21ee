"""How many came, took part, or watched from afar: figures that people give, each with how it is known."""
