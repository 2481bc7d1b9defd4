"""The kind of drive that a path lies on, asked of the system.

The Windows branch has never run: nobody here had a Windows PC. Windows calls most USB hard disks fixed.
"""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath

from db.place import DriveKind

_WINDOWS = {2: "removable", 3: "fixed", 4: "network", 5: "optical", 6: "ram"}
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|gluster\w*|davfs\d?|ncpfs|fuse\.(?:sshfs|rclone|gvfs.*|davfs\d?)"
)
_TYPES = {"tmpfs": "ram", "ramfs": "ram", "iso9660": "optical", "udf": "optical"}
_FIXED = {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "overlay", "ntfs", "ntfs3", "fuseblk", "vfat", "exfat"}
_PLUGGED = ("/media/", "/run/media/", "/mnt/usb")


def drive_kind(path: Path) -> DriveKind:
    """The kind of drive of a path, or of its nearest parent that exists."""
    place = path.absolute()
    if sys.platform == "win32":
        return _windows_kind(place)
    while not place.exists() and place != place.parent:
        place = place.parent
    if sys.platform == "darwin":
        return DriveKind.REMOVABLE if place.is_relative_to("/Volumes") else DriveKind.FIXED
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", "surrogateescape")
    except OSError:
        return DriveKind.UNKNOWN
    return mounted_kind(place.resolve(), mounts, _removable)


def mounted_kind(path: PurePath, mounts: str, removable: Callable[[str], bool]) -> DriveKind:
    """The kind of the mount that a path lies on, by the text of /proc/mounts."""
    device, kind, best = "", "", -1
    for line in mounts.splitlines():
        what, where, how = line.split(" ")[:3]
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), where)
        # A later mount hides an earlier one on the same place.
        if path.is_relative_to(point) and len(point) >= best:
            device, kind, best = what, how, len(point)
    if _NETWORK.fullmatch(kind):
        return DriveKind.NETWORK
    if kind in _TYPES:
        return DriveKind(_TYPES[kind])
    if removable(device) or f"{path}/".startswith(_PLUGGED):
        return DriveKind.REMOVABLE
    return DriveKind.FIXED if kind in _FIXED else DriveKind.UNKNOWN


def _removable(device: str) -> bool:
    """By what the kernel says of the disk, or of the disk that a partition is part of."""
    block = Path("/sys/class/block", Path(device).resolve().name)
    for place in (block, block.resolve().parent):
        with suppress(OSError):
            return (place / "removable").read_text().strip() == "1"
    return False


def _windows_kind(path: Path) -> DriveKind:
    if path.drive.startswith("\\\\"):
        return DriveKind.NETWORK
    import ctypes

    kernel: object = getattr(ctypes, "windll").kernel32  # noqa: B009
    code = getattr(kernel, "GetDriveTypeW")(path.anchor)  # noqa: B009
    return DriveKind(_WINDOWS.get(code, "unknown"))
