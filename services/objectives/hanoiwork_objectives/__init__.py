"""The objectives service: the city's goals (OKR and KPI), their check-ins, and the progress they add up to."""
