"""Files that peers on other servers gave to an organisation by hand, kept by the key that signed them."""
