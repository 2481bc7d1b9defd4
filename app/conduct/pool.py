"""Shares a team's fines among the members without one: whole fen, the odd ones in order of staff number."""

from collections.abc import Sequence


def shares(pool: int, members: Sequence[str]) -> dict[str, int]:
    """What each member gets; together exactly the pool. No members, no shares."""
    if not pool or not members:
        return {}
    each, odd = divmod(pool, len(members))
    return {member: each + (at < odd) for at, member in enumerate(members)}
