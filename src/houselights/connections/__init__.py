"""An organisation's access to a box office, and the catalogue of box-office events seen there."""
