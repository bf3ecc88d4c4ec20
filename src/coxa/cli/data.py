"""Get the data ready for a command: the folder, Django, the tables."""

import os
import sys

from coxa.web.paths import data_dir, prepare


def open_data() -> None:
    """Make the data folder if need be, load Django, and bring the tables up to date.

    Raises:
        StartError: the folder or the database cannot be used; the message says what to do.
        InputError: an environment variable cannot be used.

    """
    if sys.platform != "win32":
        os.umask(0o077)  # whatever is made from here on is for this user alone
    prepare(data_dir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coxa.web.settings")
    import django  # noqa: PLC0415  # after the folder is known to work; also keeps `coxa --help` fast

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from coxa.records.upgrade import bring_up_to_date  # noqa: PLC0415  # needs django.setup()

    bring_up_to_date(settings.COXA_BACKUPS)
