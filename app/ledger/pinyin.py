"""Search keys of names: full pinyin and initials, with the surnames' own sounds."""

import unicodedata

# Surnames that sound unlike the usual reading of their character.
_ONE = {"单": "shan", "仇": "qiu", "曾": "zeng", "查": "zha", "区": "ou", "解": "xie", "尉迟": "yuchi"}
_RARE = {"卜": "bu", "缪": "miao", "员": "yun", "种": "chong", "薄": "bo", "乐": "yue", "召": "shao"}
_MORE = {"盖": "ge", "覃": "qin", "朴": "piao", "任": "ren", "华": "hua", "翟": "zhai", "万俟": "moqi"}
# 都 is `du` in names (阿不都); pypinyin takes it for the adverb.
ALIKE = str.maketrans("都", "督")
MISSED = 9
SURNAMES = _ONE | _MORE | _RARE
DOTS = dict.fromkeys(map(ord, "·•‧∙⋅・．.・"), "")


def search_key(name: str) -> str:
    """`maimaiti mmt` for 买买提: what a quick entry is matched against."""
    from pypinyin import Style, lazy_pinyin  # 0.2 s to import: never at the start

    plain = folded(name)
    surname = next((one for one in sorted(SURNAMES, key=len, reverse=True) if plain.startswith(one)), "")
    sounds = [SURNAMES[surname]] if surname else []
    rest: list[str] = lazy_pinyin(plain[len(surname) :].translate(ALIKE), style=Style.NORMAL)
    initials = (_two(SURNAMES[surname]) if len(surname) == 2 else SURNAMES[surname][:1]) if surname else ""
    return f"{''.join([*sounds, *rest])} {initials}{''.join(one[:1] for one in rest)}".lower()


def _two(sound: str) -> str:
    """The initials of a surname of two characters."""
    return {"yuchi": "yc", "moqi": "mq"}[sound]


def folded(name: str) -> str:
    """A name as it is searched for: full-width letters narrowed, the dots of minority names left out."""
    return unicodedata.normalize("NFKC", name).translate(DOTS).replace(" ", "")


def rank(wanted: str, key: str, name: str, number: str) -> int:
    """How well a person answers to what was typed: the whole of something first, then its beginning."""
    sound, _, initials = key.partition(" ")
    plain = folded(name).lower()
    exact = (plain, initials, number.lower(), sound)
    if wanted in exact:
        return exact.index(wanted)
    starts = [text.startswith(wanted) for text in exact]
    return 4 + starts.index(True) if any(starts) else 8 if wanted in plain else MISSED
