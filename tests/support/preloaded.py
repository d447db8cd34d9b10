"""Small libraries that stand between a program and the machine: a slow disk, a clock that is wrong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

# Each fdatasync takes some milliseconds longer.
SLOW_DISK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int fdatasync(int file) {
    static int (*real)(int);
    struct timespec longer = {0, %(milliseconds)d * 1000000L};
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    nanosleep(&longer, 0);
    return real(file);
}
"""
# The time of day is as many seconds away as a file says, which is read each time. What measures how long something
# takes is left alone, as it is when somebody sets a machine's clock.
WRONG_CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static long away(void) {
    char text[32] = {0};
    int file = open("%(path)s", O_RDONLY);
    if (file < 0) return 0;
    if (read(file, text, sizeof text - 1) < 0) text[0] = 0;
    close(file);
    return atol(text);
}
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += away();
    return result;
}
int gettimeofday(struct timeval *now, void *zone) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}
time_t time(time_t *kept) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (kept) *kept = exact.tv_sec;
    return exact.tv_sec;
}
"""


def preloaded(source: str, folder: Path) -> dict[str, str]:
    """The environment that puts a library before the machine's. Skips the test where there is no compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("takes a C compiler (Debian: apt-get install gcc libc6-dev)")
    written, library = folder / "between.c", folder / "between.so"
    written.write_text(source)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, written, "-ldl"], check=True)
    folder.chmod(0o755)
    library.chmod(0o755)
    return {"LD_PRELOAD": str(library)}
