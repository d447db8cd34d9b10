"""What the web server's master loads before it forks its workers."""

import subprocess
import sys


def test_every_pages_code_is_loaded_before_the_workers_are_forked():
    """A worker that replaces a killed one answers its first visitor as fast as any other."""
    code = "import likeverd.wsgi, sys; sys.exit('likeverd.cases.views.step' not in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
