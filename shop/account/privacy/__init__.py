"""What is kept of a person: told to them whole, erased when they say so, and used only for what they agreed to.

Promises that an export names every table that points at a person, that nothing personal is left after erasing,
and that no box is ticked for anyone. Orders keep lines and totals, since the law wants them for three years.
Other rooms say here what they keep; this room knows none of them.
"""
