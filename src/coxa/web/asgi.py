"""The way in for a server of your own: `uvicorn coxa.web.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

from coxa.web.paths import data_dir, prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coxa.web.settings")
prepare(data_dir())
application = get_asgi_application()
