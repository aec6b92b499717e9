from wagtail import hooks
from wagtail.permissions import register_permission_policy

from catalogue.certification.models import Certificate
from catalogue.search.models import Miss
from cms.records.searching import Searching
from cms.records.tables import Locations, LookingOnly, Programme, ServiceTable

register_permission_policy(Certificate, LookingOnly(Certificate))
register_permission_policy(Miss, LookingOnly(Miss))


@hooks.register("register_admin_viewset")
def keep_tables():
    return [ServiceTable("service"), Locations(), Programme(), Searching()]
