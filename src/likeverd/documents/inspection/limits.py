"""How large a file may be, packed and unpacked, and how long it may take to read."""

from typing import Final

MEGABYTE: Final = 1024 * 1024

LARGEST: Final = 10 * MEGABYTE  # as it is sent
LARGEST_REBUILT: Final = 2 * LARGEST  # a picture that is written anew may grow
LARGEST_UNPACKED: Final = 400 * MEGABYTE  # all packed parts of a PDF together
# A page in A3 at 600 dots an inch has 70 million picture points, and most telephones' pictures less.
MOST_PIXELS: Final = 80_000_000
LONGEST_SIDE: Final = 30_000
MOST_OBJECTS: Final = 200_000  # in a PDF
MOST_PAGES: Final = 1_000
# A TIFF is read picture by picture: fifty pages in A4 at 300 dots an inch have 435 million points.
MOST_SCANNED_PAGES: Final = 100
MOST_PIXELS_TOGETHER: Final = 500_000_000
# A DOCX: Word's own files have some tens of parts, and packed text is a tenth of itself.
MOST_PARTS: Final = 500
LARGEST_DOCX_UNPACKED: Final = 100 * MEGABYTE
LARGEST_XML_PART: Final = 30 * MEGABYTE
MOST_TIMES_PACKED: Final = 100  # asked of parts that are larger than a megabyte

# The request waits, and its transaction is ended after 30 seconds.
LONGEST_SECONDS: Final = 15
PROCESSOR_SECONDS: Final = 12
MEMORY: Final = 1024 * MEGABYTE
