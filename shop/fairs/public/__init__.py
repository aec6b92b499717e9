"""The pages of the fairs for everybody: when and where, who is there, what still lies in each booth.

Reads only, in a fixed number of queries.
"""
