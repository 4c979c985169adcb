"""``python -m model COMMAND``, as ``simulate COMMAND``."""

from model.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
