"""Coming in through the front door: a password, a code, a purpose. For every test of a page behind the gate."""

from pathlib import Path
from uuid import UUID

import officers
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

import world
from evenhand.register.actions import letters


def visitor() -> Client:
    """Somebody who has not signed in."""
    return Client(headers={"host": "localhost"})


def with_password(username: str, password: str = world.PASSWORD) -> Client:
    """Somebody who has given the password and not the code."""
    client = visitor()
    client.post("/sign-in", {"username": username, "password": password})
    return client


def code_for(username: str) -> str:
    """The code that the account's authenticator app shows now."""
    device = TOTPDevice.objects.get(user__username=username)
    return f"{totp(device.bin_key, step=device.step, t0=device.t0, digits=device.digits):06}"


def wrong_code_for(username: str) -> str:
    """A code that is right neither now nor within an hour."""
    device = TOTPDevice.objects.get(user__username=username)
    near = {totp(device.bin_key, t0=-shift * device.step) for shift in range(-120, 121)}
    return next(f"{code:06}" for code in range(10**6) if code not in near)


def with_code(username: str) -> Client:
    """Somebody who has given the password and the code, and has not said what for."""
    client = with_password(username)
    client.post("/sign-in/code", {"code": code_for(username)})
    return client


def enter(username: str, purpose: str = "prevent-violence") -> Client:
    """Somebody who is all the way in."""
    client = with_code(username)
    client.post("/purpose", {"purpose": purpose})
    return client


def with_letter(register, folder: Path, person: UUID | None = None) -> Client:
    """A person at their own page, with the letter that they were given; somebody new unless told whose."""
    handed = letter(register, person or officers.harmed(register, folder))
    client = visitor()
    client.post("/mine/enter", {"reference": handed.reference, "key": handed.key})
    return client


def letter(register, person: UUID) -> letters.HandedOut:
    """A letter that the data protection officer hands to a person."""
    given = {"how_checked": "In person, with a passport.", "purpose": "answer-person", "by": register.account("dpo")}
    return letters.hand_out(person=person, **given)


def text(response: HttpResponse) -> str:
    """What came, as text."""
    return response.content.decode()
