"""What is sold at which price, as Oscar asks it. Fork of Oscar's partner: only the strategy is ours.

`StockRecord.num_in_stock` is a projection written by shop.stock alone.
"""
