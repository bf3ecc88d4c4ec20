"""`python -m coxa.cli` is `coxa`."""

import sys

from coxa.cli.main import main

sys.exit(main())
