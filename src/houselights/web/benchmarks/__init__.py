"""Own figures beside those of peers, and the setting that lets an organisation into a comparison."""
