"""All addresses of Likeverd."""

from django.conf import settings
from django.urls import include, path

handler400 = "likeverd.web.errors.bad_request"
handler403 = "likeverd.web.errors.forbidden"
handler404 = "likeverd.web.errors.not_found"
handler500 = "likeverd.web.errors.server_error"

urlpatterns = [
    path("", include("likeverd.accounts.urls")),
    path("", include("likeverd.cases.urls")),
    path("komite/", include("likeverd.committee.urls")),
    path("", include("likeverd.sight.urls")),
    path("", include("likeverd.exports.urls")),
    path("", include("likeverd.audit.review.urls")),
    path("", include("likeverd.patients.urls")),
    path("", include("likeverd.letters.urls")),
    path("", include("likeverd.guide.urls")),
    path("", include("likeverd.archive.urls")),
    path("", include("likeverd.secretariat.urls")),
    path("", include("likeverd.timing.urls")),
    path("", include("likeverd.packet.urls")),
    path("", include("likeverd.verification.urls")),
    path("api/v1/", include("likeverd.api.urls")),
]
if not settings.PRODUCTION:
    # Only with synthetic people: login without password, the mailbox of everybody.
    urlpatterns.append(path("", include("likeverd.web.demo_urls")))
urlpatterns.append(path("", include("likeverd.web.urls")))
