"""Pictures of goods as pages show them: sizes of a photograph, or a drawing where there is none.

Promises that a page of cards asks the database nothing about sizes. Knows nothing of what is for sale.
"""
