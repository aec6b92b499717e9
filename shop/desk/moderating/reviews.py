"""Reviews: approved or refused with a reason by officers; answered once by the maker."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from catalogue.reviews import moderating
from catalogue.reviews.models import ProductReview
from shop.desk.access import Reach
from shop.desk.forms.fields import ReasonField
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Press

SHOWS = {
    "": (gettext_lazy("To read"), ProductReview.FOR_MODERATION),
    "shown": (gettext_lazy("Shown"), ProductReview.APPROVED),
    "refused": (gettext_lazy("Refused"), ProductReview.REJECTED),
}


class ReviewList(Desk, ListView):
    """Officers see all that waits; a maker those of their own goods that are shown."""

    room, needs = "reviews", "sees_reviews"
    title = gettext_lazy("Reviews")
    template_name = "pages/desk/reviews.html"
    paginate_by = PER_PAGE

    @cached_property
    def show(self) -> str:
        asked = self.request.GET.get("show", "")
        return asked if asked in SHOWS and self.reach.moderates else "" if self.reach.moderates else "shown"

    def get_queryset(self):
        _label, status = SHOWS[self.show]
        found = self.reach.reviews().filter(status=status).select_related("product__producer")
        order = "date_created" if status == ProductReview.FOR_MODERATION else "-date_created"
        return found.prefetch_related("decisions__decided_by").order_by(order, "pk")

    def get_context_data(self, **kwargs):
        shows = [(name, label) for name, (label, _status) in SHOWS.items()] if self.reach.moderates else []
        return super().get_context_data(**kwargs) | {"show": self.show, "shows": shows}


class OneReview:
    """The review of the address, within reach."""

    room = "reviews"
    request: Any
    reach: Reach
    kwargs: dict[str, Any]

    @cached_property
    def review(self) -> ProductReview:
        return get_object_or_404(self.reach.reviews().select_related("product"), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("desk:reviews")


class Approve(OneReview, Press):
    needs = "moderates"

    def do(self) -> str:
        moderating.approve(review=self.review, by=self.request.user, at=now())
        return _("The review is shown on the product's page.")


class SayWhy(forms.Form):
    because = ReasonField(label=gettext_lazy("Reason, as its author will read it"))


class AboutAReview(OneReview, DeedForm):
    def get_facts(self):
        review = self.review
        stars = _("%(n)d of 5") % {"n": review.score}
        return [(_("Product"), review.product.get_title()), (_("Stars"), stars), (_("Review"), review.body or "–")]


class Refuse(AboutAReview):
    needs = "moderates"
    title = gettext_lazy("Refuse a review")
    form_class = SayWhy
    action = gettext_lazy("Refuse it")
    is_danger = True
    intro = gettext_lazy(
        "A poor opinion is no reason. Insults, personal data of others, advertising or words about something else are. "
        "The reason is kept, and the author reads it."
    )

    def do(self, form) -> str:
        moderating.refuse(review=self.review, because=form.cleaned_data["because"], by=self.request.user, at=now())
        return _("The review is not shown, and its author reads why.")


class AnswerForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


class Answer(AboutAReview):
    needs = "sees_reviews"
    title = gettext_lazy("Answer a review")
    form_class = AnswerForm
    action = gettext_lazy("Answer")
    intro = gettext_lazy("The answer stands under the review in the maker's name. There is one, and it stays.")

    @cached_property
    def review(self) -> ProductReview:
        reviews = self.reach.reviews_to_answer().select_related("product")
        return get_object_or_404(reviews, pk=self.kwargs["pk"])

    def do(self, form) -> str:
        moderating.answer(review=self.review, text=form.cleaned_data["text"], by=self.request.user, at=now())
        return _("Your answer stands under the review.")
