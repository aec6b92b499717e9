"""How often one may try to come in."""

from shop.web.tries import Limit

PASSWORDS_OF_ADDRESS = Limit("password-of", 10)
PASSWORDS_FROM = Limit("passwords-from", 50)
CODES_TO_ADDRESS = Limit("codes-to", 5)
CODES_FROM = Limit("codes-from", 20)
GUESSES_FROM = Limit("guesses-from", 40)
REGISTERING_FROM = Limit("registering-from", 20)
PASSKEYS_FROM = Limit("passkeys-from", 60)
