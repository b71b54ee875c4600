"""What can stand between an advisor and a desk: passphrase, files, disk, another program.

Only sentences and what they carry belong here; who raises them is found in the other rooms of the vault.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from pathlib import Path

from welfare_desk.errors import DeskError, FoundWrong, UsageFault, WorldFault


class WrongPassphrase(WorldFault):
    """Says the same for a wrong passphrase, a wrong person and an altered slot: a guesser learns nothing."""

    sentence = "That did not open the desk."
    hint = "Check Caps Lock and the keyboard layout, or use the recovery key."


class RecoveryKeyMistyped(WorldFault):
    """The check letters do not fit: a slip of the pen or of a finger, not a wrong key. Not a guess."""

    sentence = "The recovery key has a typing error in it."
    hint = "It has 36 letters and digits in nine groups of four; check each group against the paper."


class TryLater(WorldFault):
    """Too many wrong guesses; ``seconds`` to wait before the next."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes, rest = divmod(seconds, 60)
        wait = f"{seconds} second{'s' * (seconds != 1)}"
        if minutes:
            minutes += rest > 0
            wait = f"{minutes} minute{'s' * (minutes != 1)}"
        super().__init__(f"Too many wrong tries: wait {wait} before the next.")


class KeyWiped(DeskError):
    sentence = "The desk is locked."
    hint = "Unlock it and try again."
    exit_code = 4


class NotADesk(WorldFault):
    def __init__(self, folder: Path, why: str = "") -> None:
        super().__init__(f"{folder} is not a desk{f': {why}' if why else ''}.")


class NotABackup(WorldFault):
    def __init__(self, folder: Path, why: str, hint: str | None = None) -> None:
        super().__init__(f"{folder} is not a backup: {why}.", hint)


class CannotMake(WorldFault):
    """A folder that was to be made or filled, and cannot be."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder} cannot be written to: {why}.")


class DeskExists(WorldFault):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} already holds something, and nothing is ever written over it.")


class DeskNewer(WorldFault):
    sentence = "This desk was written by a newer Welfare Desk, and has been left as it was."
    hint = "Update this program, then open it again."


class KeysDamaged(WorldFault):
    sentence = "The key file keys.json of this desk is damaged."
    hint = "Put back keys.json from the newest backup; the records in desk.db are not touched by this."


class DeskDamaged(WorldFault):
    """The encrypted file does not open with its key, or a page of it fails its check."""

    sentence = "The file desk.db of this desk is damaged, or belongs to another desk."
    hint = "Keep it, and restore the newest good backup to a new folder."


class NotEncrypted(WorldFault):
    sentence = "This file is not encrypted, and Welfare Desk keeps no client's details in the clear."


class NoCipher(WorldFault):
    sentence = "The database library on this machine cannot encrypt, so nothing has been opened."
    hint = "Install Welfare Desk again from its own package."


class DeskInUse(WorldFault):
    """Someone has the desk open for writing; reading it is still possible."""

    def __init__(self, sentence: str = "Another window has this desk open.") -> None:
        super().__init__(sentence, "It can be read meanwhile, and written to when they have closed it.")


class NetworkFolder(WorldFault):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is on a network drive, where a desk cannot be kept safe.",
            "Keep the desk on this machine, or share it through the agency's server.",
        )


class DiskFull(WorldFault):
    sentence = "The disk is full, so this has not been saved; what was saved before is safe."
    hint = "Free some space and try again."


class DiskFailing(WorldFault):
    sentence = "The disk could not be read or written, so this has not been saved."
    hint = "Check that the disk or stick is still connected, and make a backup to another one."


class ReadOnlyFolder(WorldFault):
    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(f"{folder or 'This desk'} can be read here but not written to.")


class NotReadable(WorldFault):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} cannot be opened by this user.")


class BackupDamaged(FoundWrong):
    """A backup that must not be relied on; ``reasons`` says everything found, the sentence the first."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(
            f"This backup is damaged: {in_short(reasons)}.", "Use an older one, and make a new one."
        )


class SealBroken(FoundWrong):
    sentence = "A sealed note could not be opened: it was altered, or its client's key has been erased."


class Stopped(DeskError):
    sentence = "Stopped, as asked; nothing was left behind."


class WeakStrength(UsageFault):
    sentence = "A desk for real people needs the full strength of its passphrase."


class LastPassphrase(UsageFault):
    sentence = "The last passphrase of a desk cannot be removed."
    hint = "Add another person first."


class UnknownPerson(UsageFault):
    sentence = "Nobody of that name has a passphrase for this desk."


class PersonExists(UsageFault):
    sentence = "This person already has a passphrase for this desk."


def in_short(reasons: Sequence[str]) -> str:
    """The first of what was found, and how much more there is: a broken file can say it of every page."""
    if not reasons:
        return "it does not pass its check"
    said = reasons[0].split("\n")[0].rstrip(" .")
    if page := re.search(r"page (\d+)", said):
        said = f"page {page[1]} of it does not pass its check"
    more = len(reasons) - 1
    return f"{said} (and {more} more fault{'s' * (more != 1)})" if more else said


def cannot_make(error: OSError, folder: Path) -> WorldFault:
    """The sentence for a folder that could not be made, or not be reached to make something in it."""
    if isinstance(error, FileExistsError):
        return CannotMake(folder, "it is a file, not a folder")
    if isinstance(error, NotADirectoryError):
        return CannotMake(folder, "something above it is a file")
    if error.errno == errno.ENOENT:
        return CannotMake(folder, "no folder can be made there")
    if isinstance(fault := from_system(error, folder), DiskFailing):
        return CannotMake(folder, (error.strerror or "the disk refused").lower())
    return fault


def from_system(error: OSError, path: Path) -> WorldFault:
    """The sentence for what the operating system said about ``path``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnlyFolder(path)
    if error.errno == errno.ENOENT:
        return NotADesk(path, "it is not there")
    return DiskFailing()


class OtherDesk(UsageFault):
    sentence = "That key belongs to another desk."
