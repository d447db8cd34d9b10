from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "likeverd.api"
    label = "api"
