"""Links narrowed to performances: one box-office event that serves several activities, each performance in one."""
