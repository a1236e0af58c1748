"""Find Chromium and a Japanese font for the tests of the pages; as root on Debian, install what is missing."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_japanese_font() -> bool:
    """Return whether a font for Japanese is installed; True where that cannot be asked."""
    lister = shutil.which("fc-list")
    if lister is None:
        return browser() is not None and sys.platform != "linux"
    return bool(subprocess.run([lister, ":lang=ja"], check=False, capture_output=True, text=True).stdout.strip())


def main() -> int:
    """Install what is missing where we may; say what to do where not; 0, since the tests then skip by name."""
    missing = [
        package
        for package, there in (("chromium", browser() is not None), ("fonts-noto-cjk", has_japanese_font()))
        if not there
    ]
    if not missing:
        return 0
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        print(
            f"Missing for the tests of the pages: {', '.join(missing)}. Install them with your system's package "
            f"manager (Debian, Ubuntu: sudo apt-get install {' '.join(missing)}); without a browser these tests skip.",
            file=sys.stderr,
        )
        return 0
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "-q", "update"], check=True, env=silent, stdout=sys.stderr)
    subprocess.run(
        [apt, "-q", "install", "-y", "--no-install-recommends", *missing], check=True, env=silent, stdout=sys.stderr
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
