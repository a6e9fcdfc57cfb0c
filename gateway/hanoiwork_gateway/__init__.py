"""One GraphQL endpoint over every service: bounds what is asked, knows who asks, calls the services, masks bugs."""
