"""Every address of the house. Vietnamese stands without a prefix, English under /en/."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from catalogue.pages.suggestions import suggestions
from catalogue.reviews.views import Reviews
from shop.address.my_place import MyPlace
from shop.addresses import word
from shop.api.problems import unknown_address
from shop.api.site import api


def oscar(label: str):
    config: Any = apps.get_app_config(label)
    return config.urls


A_PRODUCT = "<slug:product_slug>_<int:product_pk>"

handler400 = "shop.outage.bad_request"
handler500 = "shop.outage.server_error"

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    path("api/<path:path>", unknown_address),
    path("quay/", include("shop.pos.pages.urls")),
    path("", include("shop.payment.urls")),
    path("", include("catalogue.places.urls")),
    path("", include("cms.pages.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

urlpatterns += i18n_patterns(
    path("", wagtail_views.serve, {"path": ""}, name="home"),
    path(word("san-pham/goi-y/", "products/suggest/"), suggestions, name="suggestions"),
    path(
        word(f"san-pham/{A_PRODUCT}/danh-gia/", f"products/{A_PRODUCT}/reviews/"),
        Reviews.as_view(),
        name="product_reviews",
    ),
    path(word("san-pham/", "products/"), oscar("catalogue")),
    path(word("gio-hang/", "basket/"), oscar("basket")),
    path(word("thanh-toan/", "checkout/"), oscar("checkout")),
    path(word("don-hang/", "orders/"), include("shop.checkout.order_page.urls")),
    path("", include("shop.reviews.urls")),
    path("", include("shop.waiting.urls")),
    path("", include("shop.wishlists.urls")),
    path(word("tai-khoan/", "account/"), include("shop.account.urls")),
    path(word("tai-khoan/", "account/"), oscar("customer")),
    path(word("uu-dai/", "offers/"), oscar("offer")),
    path(word("nha-san-xuat/", "producers/"), include("catalogue.producers.urls")),
    path(word("chung-nhan/", "certificates/"), include("catalogue.certification.urls")),
    path(word("diem-ban/noi-cua-toi/", "points-of-sale/my-place/"), MyPlace.as_view(), name="my_place"),
    path(word("diem-ban/", "points-of-sale/"), include("shop.locations.urls")),
    path(word("hoi-cho/", "fairs/"), include("shop.fairs.public.urls")),
    path("feeds/", include("catalogue.feeds.urls")),
    path(word("khieu-nai/", "complaints/"), include("shop.complaints.urls")),
    path(word("tim/", "search/"), oscar("search")),
    path(word("ban/", "desk/"), include("shop.desk.urls")),
    path("dashboard/", oscar("dashboard")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
