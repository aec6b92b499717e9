"""Production refuses to start on settings that would hurt, each named, and starts once all is set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
SAFE = {
    "ENVIRONMENT": "production",
    "DEBUG": "off",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "cho.example",
    "BASE_URL": "https://cho.example",
    "VIETQR_ACCOUNT": "",
    "IS_DEMONSTRATION": "false",
}


def start(**environment):
    """Load the settings in a process of its own: (exit code, what it said)."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    started = subprocess.run(
        [sys.executable, "-c", "import shop.settings"],
        cwd=HOUSE,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return started.returncode, started.stderr


def test_production_starts_when_all_is_set():
    assert start(**SAFE) == (0, "")


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        ({"DEBUG": "on"}, "DEBUG is on"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is the default or shorter"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is the default or shorter"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is empty or takes any host"),
        ({"BASE_URL": "http://cho.example"}, "BASE_URL"),
        ({"STRIPE_SECRET_KEY": "sk_live_x"}, "STRIPE_SECRET_KEY without STRIPE_WEBHOOK_SECRET"),
        ({"VIETQR_ACCOUNT": "1031933430"}, "VIETQR_ACCOUNT is the illustration"),
        ({"VIETQR_ACCOUNT": "0071000123456"}, "VIETQR_ACCOUNT without VIETQR_ACCOUNT_NAME"),
        ({"IS_DEMONSTRATION": "true"}, "IS_DEMONSTRATION is on"),
    ],
    ids=str,
)
def test_production_refuses_what_is_unsafe(unsafe, named):
    code, said = start(**SAFE | unsafe)

    assert code == 1
    assert "ImproperlyConfigured" in said
    assert named in said


@pytest.mark.parametrize("unsaid", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "VIETQR_ACCOUNT", "IS_DEMONSTRATION"])
def test_what_is_only_good_for_a_demonstration_must_be_said(unsaid):
    code, said = start(**{name: value for name, value in SAFE.items() if name != unsaid})

    assert (code, f"production: {unsaid} is " in said) == (1, True)


def test_bank_transfers_are_taken_into_the_operators_own_account():
    assert start(**SAFE | {"VIETQR_ACCOUNT": "0071000123456", "VIETQR_ACCOUNT_NAME": "CHO OCOP DA NANG"}) == (0, "")


def test_every_fault_is_named_at_once():
    code, said = start(ENVIRONMENT="production", DEBUG="on")

    faults = ("DEBUG is on", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "VIETQR_ACCOUNT", "IS_DEMONSTRATION")
    assert (code, [fault in said for fault in faults]) == (1, [True] * 6)


def test_development_starts_with_none_of_it():
    """The negative control: the guard is for production alone."""
    assert start(DEBUG="on")[0] == 0
