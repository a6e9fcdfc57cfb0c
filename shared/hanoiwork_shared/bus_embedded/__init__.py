"""The embedded suite: services, events and gateway in one process, without a broker."""
