"""The shape of the tables that every service has: outbox, inbox, answers, parking, places, acts."""
