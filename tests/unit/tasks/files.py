"""Files of every kind that is kept, as small as they can be, and some that only pretend."""

import io
import zipfile

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
TIF = b"II*\x00" + bytes(40)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROGRAM = b"MZ\x90\x00" + bytes(200)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
_ODF = "application/vnd.oasis.opendocument."


def packed(*names: str, **contents: bytes) -> bytes:
    """A ZIP archive of empty parts, and of parts with content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"")
        for name, content in contents.items():
            archive.writestr(name, content)
    return written.getvalue()


def office(folder: str, *more: str) -> bytes:
    """A document of Office Open XML, as far as one looks."""
    return packed("[Content_Types].xml", f"{folder}/document.xml", *more)


def open_document(what: str) -> bytes:
    """An OpenDocument, as far as one looks."""
    return packed(mimetype=f"{_ODF}{what}".encode())


SOUND = {
    "a.pdf": PDF,
    "a.png": PNG,
    "a.jpg": JPG,
    "a.JPEG": JPG,
    "a.tiff": TIF,
    "a.doc": OLD_OFFICE,
    "a.xls": OLD_OFFICE,
    "a.ppt": OLD_OFFICE,
    "a.docx": office("word"),
    "a.xlsx": office("xl"),
    "a.pptx": office("ppt"),
    "a.odt": open_document("text"),
    "a.ods": open_document("spreadsheet"),
    "a.odp": open_document("presentation"),
    "a.txt": "Kế hoạch".encode(),
    "a.csv": "Mã,Tên\n1,Một\n".encode("utf-16"),
    "a.zip": packed("kế hoạch.txt"),
}
