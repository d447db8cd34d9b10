"""The front page: what Likeverd is, for those who have not signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def front_page(request: HttpRequest) -> HttpResponse:
    """People who are signed in go to their work list; others read what this is."""
    if request.user.is_authenticated:
        return redirect("cases:work_list")
    return render(request, "web/front_page.html")
