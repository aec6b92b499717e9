"""What a thing is: a fork of Oscar's catalogue, and the rooms of facts about goods.

Places, producers, certificates, criteria, lots and search live below.
Promises one predicate for "certified today" and one for "may be sold today".
Imports nothing from shop, cms or themes; they register here what pages need from them.
"""
