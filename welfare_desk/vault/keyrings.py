"""The machine's own keyring, which may open a desk for convenience and never has to.

Only backends known to keep secrets are used, by name; whatever goes wrong with one, the passphrase
is asked for instead. What the kept secret opens is in ``keys``.
"""

from __future__ import annotations

import base64
import queue
import threading
from collections.abc import Callable
from typing import Any, Final

SERVICE: Final = "welfare-desk"

# By full name: with keyrings.alt installed the library would silently pick a plain text file, its
# null backend swallows what it is given, and its chainer may be a chain of either.
NAMED_BACKENDS: Final = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)


PATIENCE = 30.0  # seconds: somebody may be typing into the keyring's own prompt


def _in_time(call: Callable[..., Any], *words: str) -> Any:
    """What a backend answers; TimeoutError when it hangs, and the thread it hangs in is left behind."""
    answered: queue.SimpleQueue[tuple[Any, Exception | None]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answered.put((call(*words), None))
        except Exception as error:  # noqa: BLE001  (handed to whoever asked)
            answered.put((None, error))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer, error = answered.get(timeout=PATIENCE)
    except queue.Empty:
        raise TimeoutError("the keyring does not answer") from None
    if error is not None:
        raise error
    return answer


def named(backend: object) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


class Keyring:
    """One accepted backend. Every failure is an answer (``None`` or ``False``), never an exception."""

    def __init__(self, backend: Any, *, accepted: frozenset[str] = NAMED_BACKENDS) -> None:
        """Raises ValueError for a backend that is not accepted by name."""
        if named(backend) not in accepted:
            raise ValueError(f"{named(backend)} is not trusted to keep a secret")
        self._backend = backend

    @classmethod
    def of_this_machine(cls) -> Keyring | None:
        """The first accepted keyring this machine has, if any."""
        try:
            import keyring.backend  # a tenth of a second, for those who asked to be remembered

            viable = keyring.backend.get_all_keyring()
        except Exception:  # noqa: BLE001  (backends are other people's; the passphrase always remains)
            return None
        return next((cls(backend) for backend in viable if named(backend) in NAMED_BACKENDS), None)

    def keep(self, name: str, secret: bytes) -> bool:
        """Store a secret and read it back; False when it did not stay."""
        try:
            _in_time(self._backend.set_password, SERVICE, name, base64.b64encode(secret).decode())
        except Exception:  # noqa: BLE001  (as above: a locked, missing or broken keyring is no error)
            return False
        return self.fetch(name) == secret

    def fetch(self, name: str) -> bytes | None:
        try:
            return base64.b64decode(_in_time(self._backend.get_password, SERVICE, name), validate=True)
        except Exception:  # noqa: BLE001  (as above; garbage is as good as nothing)
            return None

    def drop(self, name: str) -> None:
        try:
            _in_time(self._backend.delete_password, SERVICE, name)
        except Exception:  # noqa: BLE001  (as above; without its slot the secret opens nothing)
            return
