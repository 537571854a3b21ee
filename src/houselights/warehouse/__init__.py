"""The warehouse: numbered builds made from the landing and one bundle of decisions; never altered, only replaced."""
