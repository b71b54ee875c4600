"""Where the packaged program starts; and where it starts again, apart, to open a stranger's paper."""

import multiprocessing
import runpy
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["--apart"] and len(sys.argv) == 3:
        module = sys.argv.pop(2)
        if module not in ("welfare_desk.letters.papers.child", "welfare_desk.ui.papers.drawing"):
            sys.exit(2)
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        from welfare_desk.cli import main

        sys.exit(main())
