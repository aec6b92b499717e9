"""Oscar falls back to its own class in silence where ours is not found, so ours are asked for by Oscar's names."""

import ast
import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import oscar.apps
import pytest
from django.apps import apps
from oscar.core.loading import get_class, get_model

OSCARS_APPS = Path(oscar.apps.__file__).parent


def forks():
    """Each app of Oscar whose code is ours: (label as Oscar's module path, our package)."""
    for config in apps.get_app_configs():
        stock = next((base for base in type(config).__mro__[1:] if base.__module__.startswith("oscar.apps.")), None)
        if stock and not config.name.startswith("oscar."):
            yield stock.__module__.removeprefix("oscar.apps.").removesuffix(".apps"), config.name


def twin_modules():
    """Our modules that stand under the name of one of Oscar's: (Oscar's label, our module, Oscar's module)."""
    for label, package in forks():
        for found in walk_packages(import_module(package).__path__):
            if (OSCARS_APPS / label.replace(".", "/") / f"{found.name}.py").exists() and found.name != "apps":
                yield (
                    f"{label}.{found.name}",
                    import_module(f"{package}.{found.name}"),
                    import_module(f"oscar.apps.{label}.{found.name}"),
                )


def overrides():
    """Every class that our file writes under a name of Oscar's. A star import after it may take the name away again."""
    for label, module, stock in twin_modules():
        for node in ast.parse(Path(module.__file__).read_text()).body:
            if isinstance(node, ast.ClassDef) and inspect.isclass(getattr(stock, node.name, None)):
                yield pytest.param(label, node.name, module.__name__, id=f"{label}.{node.name}")


def overridden_models():
    for label, _package in forks():
        for model in apps.get_app_config(label.rsplit(".", 1)[-1]).get_models() if "." not in label else ():
            if not model.__module__.startswith("oscar."):
                yield pytest.param(label, model, id=f"{label}.{model.__name__}")


@pytest.mark.parametrize(("label", "name", "module"), list(overrides()))
def test_our_class_is_the_one_that_oscar_uses(label, name, module):
    used = get_model(label.removesuffix(".models"), name) if label.endswith(".models") else get_class(label, name)

    assert used.__module__ == module


@pytest.mark.parametrize(("label", "model"), list(overridden_models()))
def test_our_model_is_the_one_that_oscar_uses(label, model):
    assert get_model(label, model.__name__) is model


def test_what_must_be_ours_is_among_them():
    """The negative control of the search above: it does find the forks that matter."""
    found = {param.id for param in [*overrides(), *overridden_models()]}

    assert {
        "catalogue.Product",
        "order.Order",
        "partner.strategy.Selector",
        "order.processing.EventHandler",
    } - found == set()
    assert {"catalogue", "partner", "basket", "order", "checkout", "payment", "address", "shipping"} <= {
        label for label, _package in forks()
    }


def test_a_class_that_we_do_not_define_is_oscars():
    """So the assertion above can fail: a name that only Oscar has comes from Oscar."""
    assert get_class("order.utils", "OrderNumberGenerator").__module__ == "oscar.apps.order.utils"


def test_accounts_have_our_addresses():
    assert type(apps.get_app_config("customer")).__module__ == "shop.account.apps"
