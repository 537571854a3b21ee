"""Which box-office event may be which event of the register: pairs with a score and the reasons for it."""
