"""The desk as a WSGI application, for any server that takes one."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.django")
application = get_wsgi_application()
