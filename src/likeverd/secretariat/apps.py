"""The pages of those who keep the register of methods."""

from django.apps import AppConfig


class SecretariatConfig(AppConfig):
    """Pages over ``methods``; shows no case."""

    name = "likeverd.secretariat"
    verbose_name = "Metoderegister"
