"""A throw-away pair of services: one takes notes and tells of them, the other hears of them and writes them down."""
