from wagtail import hooks
from wagtail.permissions import register_permission_policy

from catalogue.certification.models import Certificate
from cms.records.tables import Locations, LookingOnly, Programme, ServiceTable

register_permission_policy(Certificate, LookingOnly(Certificate))


@hooks.register("register_admin_viewset")
def keep_tables():
    return [ServiceTable("service"), Locations(), Programme()]
