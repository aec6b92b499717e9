"""The rules of this market that an operator may choose."""

from .environment import env

# "block": only certified goods can be bought. "unbadged": goods may be sold without stars or logo.
SALE_WITHOUT_CERTIFICATE = env.str("SALE_WITHOUT_CERTIFICATE", "block")
# Days of shelf life a lot must still have to be sold online.
ONLINE_SHELF_LIFE_DAYS = env.int("ONLINE_SHELF_LIFE_DAYS", 7)
# Drink of at least this strength (% vol.) is sold to people of ADULT_YEARS only, and never for cash on delivery.
ALCOHOL_ADULT_ABV = env.float("ALCOHOL_ADULT_ABV", 5.5)
ADULT_YEARS = 18
# Alcohol at or above this strength (% vol.) is shown with "contact only" until counsel says otherwise.
ALCOHOL_CONTACT_ONLY_ABV = env.float("ALCOHOL_CONTACT_ONLY_ABV", 15)
# No offer and no code lowers the price of drink of this strength (% vol.) or counts it, even where it is sold.
ALCOHOL_NEVER_PROMOTED_ABV = env.float("ALCOHOL_NEVER_PROMOTED_ABV", 15)
OPERATOR = {
    "name": env.str("OPERATOR_NAME", "Chợ OCOP (minh họa)"),
    "address": env.str("OPERATOR_ADDRESS", "Đà Nẵng"),
    "phone": env.str("OPERATOR_PHONE", "0236 000 0000"),
    "email": env.str("OPERATOR_EMAIL", "cho@ocop.example"),
    "registration": env.str("OPERATOR_REGISTRATION", "0400000000, Đà Nẵng (minh họa)"),
}
# A complaint is answered within so many days; the form promises it.
COMPLAINT_DAYS = env.int("COMPLAINT_DAYS", 15)
IS_DEMONSTRATION = env.bool("IS_DEMONSTRATION", True)
# The desk warns: this many units or fewer at a location, and this many days or fewer to a lot's date.
LOW_STOCK_UNITS = env.int("LOW_STOCK_UNITS", 5)
NEAR_EXPIRY_DAYS = env.int("NEAR_EXPIRY_DAYS", 60)
