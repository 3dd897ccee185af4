from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The memory, as Django knows it."""

    name = "evenhand.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
