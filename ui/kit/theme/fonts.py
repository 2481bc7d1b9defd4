"""The font of the window: the system's Chinese one, else the bundled Noto."""

from PySide6.QtGui import QFont, QFontDatabase

from ui.kit.theme.files import FONTS
from ui.kit.theme.sizes import Text

PREFERRED = "Microsoft YaHei UI"
BUNDLED = "Noto Sans SC"
FAMILIES = (PREFERRED, "Microsoft YaHei", BUNDLED)
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def register() -> None:
    """Loads the bundled font where the preferred one is missing; a second call finds it there."""
    present = set(QFontDatabase.families())
    if PREFERRED in present or BUNDLED in present:
        return
    for name in FILES:
        QFontDatabase.addApplicationFont(str(FONTS / name))


def base_font(percent: int) -> QFont:
    """The program's font, with figures of equal width."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize((Text.BASE * percent + 50) // 100)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made
