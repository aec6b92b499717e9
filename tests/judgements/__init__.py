"""How well search finds what people mean: queries of every kind, judged by what they mean and not by what is found.

`data/demo.csv`: the demonstration's goods by their number, 3 what was meant, 2 much like it, 1 it would do.
`data/market.csv`: what was meant, as facts of the market's goods. `data/recorded.csv`: the figures not to fall below.
`data/held_out*.csv`: queries written before any engine was asked, never tuned on, and shown apart.
`python -m tests.judgements` prints them for each engine.
"""
