"""The desk as a WSGI application, for any server that takes one."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.django")
application = get_wsgi_application()


def load_for_good() -> None:
    """Load all views, and take what is loaded out of the garbage collector's sight.

    Else it walks over all code again every few dozen pages: 110 ms, 29 ms after this.
    """
    get_resolver().check()
    gc.collect()
    gc.freeze()
