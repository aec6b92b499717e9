from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalogue.models import Product


class ProductChooserViewSet(ChooserViewSet):
    """Lets an editor pick a product that has a page of its own."""

    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    edit_item_text = _("Edit this product")
    per_page = 20

    def get_object_list(self):
        return Product.objects.browsable().order_by("title")


product_chooser = ProductChooserViewSet("product_chooser", url_prefix="products/choose")
ProductChooserBlock = product_chooser.get_block_class(name="ProductChooserBlock", module_path="cms.home.choosers")
