"""`python -m musubime_api` is `musubime`."""

from musubime_api.cli import main

main()
