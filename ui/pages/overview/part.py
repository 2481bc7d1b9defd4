"""A card of the first page: it is made anew only when its part of the overview says something else."""

from ui.kit.card import Card


class Part(Card):
    """Remembers what it was told last, by value."""

    _told: object = None

    def is_news(self, told: object) -> bool:
        """Whether this is not what stands there already; it counts as told from now on."""
        if told == self._told:
            return False
        self._told = told
        return True
