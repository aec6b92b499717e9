"""How dates are typed here, where Django's own Vietnamese format reads 05/11 as the eleventh of May."""
