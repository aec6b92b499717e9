from django.contrib.auth.models import Group, Permission
from django.db import models


class Given(models.Model):
    """A permission that the house gave a role. Given once: what an operator takes away afterwards stays away."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="given")
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint("group", "permission", name="a_permission_is_given_once")]

    def __str__(self):
        return f"{self.group}: {self.permission.codename}"
