"""Events, locations, links to box-office events, and the installation's edits of vocabularies."""
