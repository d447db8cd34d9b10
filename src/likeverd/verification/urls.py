"""One address, open to everybody. A code is posted, and stands in no address."""

from django.urls import path

from likeverd.verification.views import check_page

app_name = "verification"

urlpatterns = [path("kontroll/", check_page, name="check")]
