"""Addresses of the guide, open to everybody. What is answered about a patient is posted, and stands in no address."""

from django.urls import path, register_converter

from likeverd.guide.addresses import GuideRoot
from likeverd.guide.views import methods, practice, rules

register_converter(GuideRoot, "guide")
app_name = "guide"

urlpatterns = [
    path("<guide:language>/", methods.search, name="search"),
    path("<guide:language>/metode/<slug:key>/", methods.one_patient, name="method"),
    path("<guide:language>/metode/<slug:key>/gruppe/", methods.group, name="group"),
    path("<guide:language>/ukjent-metode/", methods.unknown, name="unknown"),
    path("<guide:language>/ukjent-metode/gruppe/", methods.unknown_group, name="unknown_group"),
    path("<guide:language>/regler/", rules.all_rules, name="rules"),
    path("<guide:language>/regler/<str:rule>/", rules.one_rule, name="rule"),
    path("<guide:language>/ovelse/", practice.practice, name="practice"),
]
