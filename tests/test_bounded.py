"""Reading and judging one submission can take only so much time and memory, and fails alone."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys

import pytest

from course_utils.grading.course.layout import CourseError
from course_utils.grading.submission.bounded import MEGABYTES, ROOM, bounded, make_ready

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory has no such limit")


def pid() -> int:
    return bounded(os.getpid)


def test_calls_are_answered_by_one_other_process() -> None:
    make_ready()
    assert os.getpid() != pid() == pid()


def test_what_is_printed_is_no_answer() -> None:
    assert bounded(print, "printed") is None
    assert bounded(os.write, 1, b"written") == 7


def test_a_mistake_of_a_users_comes_back_as_it_was() -> None:
    with pytest.raises(CourseError, match=r"^said in words$"):
        bounded(exec, "from course_utils.grading.course.layout import CourseError\nraise CourseError('said in words')")


def test_trouble_of_the_computer_comes_back_as_it_was() -> None:
    with pytest.raises(FileNotFoundError) as raised:
        bounded(os.listdir, "/no/such/folder")
    assert raised.value.filename == "/no/such/folder"


def test_a_fault_of_the_grader_costs_one_submission() -> None:
    with pytest.raises(CourseError, match="the grader failed: ZeroDivisionError"):
        bounded(divmod, 1, 0)
    assert bounded(divmod, 7, 2) == (3, 1)


@linux
def test_memory_has_an_end() -> None:
    with pytest.raises(CourseError, match=f"it takes more than {ROOM} MB of memory to read or judge"):
        bounded(bytearray, 2 * MEGABYTES << 20)
    assert len(bounded(bytes, 1 << 20)) == 1 << 20


@linux
def test_what_a_call_keeps_takes_nothing_from_the_next() -> None:
    before = pid()
    bounded(exec, f"import sys\nsys.kept = bytearray({MEGABYTES - ROOM + 10} << 20)")
    assert pid() != before
    assert len(bounded(bytes, ROOM // 2 << 20)) == ROOM // 2 << 20


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of time there")
def test_time_has_an_end_and_begins_anew_with_each_call() -> None:
    busy = "import time\nwhile time.process_time() < 6:\n    pass"
    bounded(exec, busy)  # the process has worked for 6 seconds
    bounded(exec, busy.replace("time()", "time() - start").replace("while", "start = time.process_time()\nwhile"))
    with pytest.raises(CourseError, match="it takes more than 10 seconds to read or judge"):
        bounded(sum, range(10**15))
    assert bounded(abs, -1) == 1


def test_a_call_that_is_given_up_answers_no_later_one() -> None:
    with pytest.raises(AttributeError):
        bounded(abs, lambda: 0)  # which cannot be sent: something of the call is on its way
    assert bounded(abs, -1) == 1


def test_a_crash_costs_one_call() -> None:
    with pytest.raises(CourseError, match=r"ended the process that does so \(status -6\)"):
        bounded(os.abort)
    assert bounded(abs, -1) == 1


@linux
def test_the_process_ends_with_the_one_that_started_it() -> None:
    program = (
        "import os, signal\nfrom course_utils.grading.submission.bounded import bounded\n"
        "print(bounded(os.getpid), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with contextlib.suppress(ProcessLookupError):  # it has ended already
        descriptor = os.pidfd_open(int(done.stdout))
        assert select.select([descriptor], [], [], 30)[0]
