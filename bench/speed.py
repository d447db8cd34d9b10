"""``make bench``: how fast Likeverd is on this machine. Prints tables; nothing passes or fails.

Measured over real HTTP against gunicorn with two workers and a durable PostgreSQL, all on one
machine; the measuring program itself uses some of the same processor time. Sizes can be given:
``LIKEVERD_BENCH_SIZES=1000,100000``; and parts:
``LIKEVERD_BENCH_PARTS=pages,logs,agenda,layers,steps,likeness,letters,archive``
(``likeness`` alone fills like cases without cases, so a million of them takes minutes).
``LIKEVERD_BENCH_RATE`` is the load of the layers in requests a second (50; less where the machine has other work).
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = Path(tempfile.mkdtemp(prefix="likeverd-bench-"))
os.environ |= {
    "LIKEVERD_MODE": "demo",
    "LIKEVERD_VAR": str(FOLDER),
    "DJANGO_SETTINGS_MODULE": "likeverd.settings",
}
for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    os.environ.pop(name, None)

import logging

import django

django.setup()
logging.getLogger("httpx").setLevel(logging.WARNING)

from bench.measures.agenda import agenda_times
from bench.measures.archive import archive_figures
from bench.measures.casting import demo_cast
from bench.measures.layers import RATE, layers_apart
from bench.measures.letters import letter_times
from bench.measures.likeness import fill, likeness_times
from bench.measures.lives import whole_life
from bench.measures.logs import log_figures
from bench.measures.packet import packet_times
from bench.measures.pages import page_times
from bench.measures.stage import analyse, memory_of_workers, run, stage
from bench.measures.steps import steps_and_pgbench
from bench.measures.tables import percentile, show

SIZES = [int(size) for size in os.environ.get("LIKEVERD_BENCH_SIZES", "1000,100000").split(",")]
PARTS = os.environ.get(
    "LIKEVERD_BENCH_PARTS", "pages,logs,agenda,layers,steps,likeness,letters,archive"
).split(",")
LIVES = 40
MOST_PACKAGES = 10_000


def main() -> None:
    """Measure everything and print it."""
    print(f"Load average before: {', '.join(f'{one:.1f}' for one in os.getloadavg())}")
    with stage(FOLDER) as server:
        cast = demo_cast(server.url)
        held = 0
        for size in SIZES:
            seed_begun = time.perf_counter()
            if size > held and PARTS not in (["likeness"], ["letters"]):
                run("seed", "--cases", str(size - held), "--seed", str(size))
            seconds = time.perf_counter() - seed_begun
            analyse()
            if "pages" in PARTS:
                show_pages(cast, size, (size - held) / seconds)
            if "likeness" in PARTS:
                fill(size)
                show(
                    f"Like cases at {size:,} of them (no page around them)",
                    ["what", "p50 ms", "p95 ms", "times", "indexes"],
                    likeness_times(),
                )
            held = size
        if "logs" in PARTS:
            show(f"Logs at {held:,} cases", ["what", "rows", "a second"], log_figures())
        if "agenda" in PARTS:
            show(
                f"Drawing a committee's agenda at {held:,} cases",
                ["what", "p50 ms", "p95 ms"],
                agenda_times(),
            )
        if "letters" in PARTS:
            show(
                "A letter",
                ["what", "words p50 ms", "file p50 ms", "both p95 ms", "aim p95", "times"],
                letter_times(),
            )
            show(
                "What a decision must produce",
                ["what", "p50 ms", "p95 ms", "aim p95", "times"],
                packet_times(),
            )
        if "archive" in PARTS:
            show(
                f"Packages for the archive at {held:,} cases",
                ["what", "figure"],
                archive_figures(min(held, MOST_PACKAGES)),
            )
        if "layers" in PARTS:
            waiting, spent = layers_apart()
            show(
                f"Pages at {held:,} cases under {RATE} requests a second, each layer apart",
                ["page", "layers", "p50 ms", "p95 ms", "more at p50", "aim p95", "times"],
                waiting,
            )
            show(
                f"Processor time of a request in that mix ({RATE} a second wanted)",
                ["layers", "web ms", "database ms", "more ms", "a second, reached"],
                spent,
            )
        if "steps" in PARTS:
            show(
                "Committed steps a second",
                ["what", "per second"],
                steps_and_pgbench(server, cast),
            )
            memory = memory_of_workers(server)
            show(
                "Memory",
                ["what", "MB"],
                [["each worker (share)", ", ".join(f"{size:.0f}" for size in memory)]],
            )
        print(f"\nLoad average after: {', '.join(f'{one:.1f}' for one in os.getloadavg())}")


def show_pages(cast, size: int, seeded: float) -> None:
    """Lives, pages and steps of one person at a time."""
    show(
        f"{size:,} cases",
        ["what", "figure"],
        [["seeding", f"{seeded:,.0f} cases a second, start included"], *lives(cast)],
    )
    show(
        f"One page or step at {size:,} cases, one person at a time",
        ["what", "p50 ms", "p95 ms", "times"],
        page_times(cast),
    )


def lives(cast) -> list[list[str]]:
    """Whole lives, after one that warms up."""
    whole_life(cast)
    found = [whole_life(cast) for _ in range(LIVES)]
    seconds = [each for _, each in found]
    return [
        ["requests a life", str(found[0][0])],
        ["seconds a life, p50", f"{percentile(seconds, 50):.3f}"],
        ["seconds a life, p95", f"{percentile(seconds, 95):.3f}"],
    ]


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
