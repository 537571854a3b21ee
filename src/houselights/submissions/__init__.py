"""What an organisation tells its funder: the quarterly return, its frozen document, its forms and its history."""
