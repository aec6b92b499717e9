"""What a visitor means to buy. Fork of Oscar's basket: explains at once what can no longer be bought."""
