"""``python -m mimikdesk``."""

import sys

from mimikdesk.app.main import main

sys.exit(main())
