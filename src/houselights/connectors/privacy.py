"""The only place where a name, e-mail, phone, street or postcode is held, and only in memory."""
