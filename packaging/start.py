"""The first lines of the built program."""

import sys

from mimikdesk.app.main import main

sys.exit(main())
