"""A person's name as Vietnamese write it, in every language: the family name first."""

from django.contrib.auth.models import User


def full_name(user: User) -> str:
    return f"{user.last_name} {user.first_name}".strip()


def write_family_names_first() -> None:
    """For every `get_full_name`: at the desk, in letters and papers, in Oscar's dashboard and in Wagtail."""
    User.add_to_class("get_full_name", full_name)
