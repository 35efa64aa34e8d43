import os
import subprocess
import sys

from carecoop_desktop.home.bench.memory import _kilobytes, resident, working_set


def test_this_very_process_holds_some_megabytes():
    held = resident(os.getpid())
    assert held is not None
    assert 2**20 < held < 2**36


def test_a_process_that_is_gone_holds_nothing_known():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert resident(gone.pid) is None


def test_linux_says_it_in_kilobytes():
    assert _kilobytes("Name:\tx\nVmRSS:\t   12 kB\nThreads:\t1\n") == 12 * 1024
    assert _kilobytes("Name:\tx\n") is None


def test_windows_says_it_with_the_marks_of_its_language():
    assert working_set('"python.exe","4711","Console","1","94,212 K"\n') == 94212 * 1024
    assert working_set('"python.exe","4711","Console","1","94.212 K"') == 94212 * 1024
    assert working_set("INFO: No tasks are running.") is None
