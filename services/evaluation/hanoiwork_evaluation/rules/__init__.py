"""How months are scored: dated rule packs, the method they name, the registry that finds them, and what-if cases."""
