"""An organisation beside its peers: who contributes what, with whom it is compared, and files carried by hand."""
