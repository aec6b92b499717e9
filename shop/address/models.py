from oscar.apps.address.abstract_models import AbstractUserAddress

from shop.address.vietnamese import VietnameseAddress


class UserAddress(VietnameseAddress, AbstractUserAddress):
    hash_fields = ["salutation", "line1", "ward_id", "phone_number"]

    class Meta(AbstractUserAddress.Meta):
        pass


from oscar.apps.address.models import *  # noqa: E402, F403
