"""What each producer earned: terms, accruals, charges, statements.

Promises that the operator's and the producer's shares of a sale add up to its price to the dong, that what is given
back takes back exactly the same shares, and that each dong stands in one closed statement at most.
Follows the rooms that sell; they know nothing of it. Holds no money of others: it says what is owed.
"""
