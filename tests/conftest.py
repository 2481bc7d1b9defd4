"""For the whole suite: Qt draws where nobody looks, also when pytest is called by itself."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
