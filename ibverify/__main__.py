"""`python -m ibverify`: the command line."""

import sys

from ibverify.cli import main

sys.exit(main())
