from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save


class PagesConfig(AppConfig):
    name = "cms.pages"
    verbose_name = "Pages"

    def ready(self):
        from wagtail.models import Page, PageViewRestriction, Site, get_page_models
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from cms.pages import hosts, looks, signs
        from cms.pages.models import Look

        pre_save.connect(hosts.follow, sender=Site)
        post_delete.connect(hosts.part, sender=Site)
        hosts.welcome_unknown_hosts()

        for changed in (post_save, post_delete):
            changed.connect(looks.forget, sender=Look)
            changed.connect(looks.forget, sender=Site)
            changed.connect(signs.forget, sender=Site)
            changed.connect(signs.forget, sender=PageViewRestriction)
        for changed in (page_published, page_unpublished, post_page_move):
            changed.connect(signs.forget)
        for model in (Page, *get_page_models()):
            post_delete.connect(signs.forget, sender=model)
