"""Names of files: a line that people can read, and never a path."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_tasks.domain.attaching.names import LONGEST_NAME, ending, file_name
from hanoiwork_tasks.domain.attaching.refusals import FileNameInvalid


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kế hoạch 20.pdf", "Kế hoạch 20.pdf"), ("../../etc/passwd.txt", "passwd.txt"), ("C:\\tam\\a.docx", "a.docx"),
        (" .a.pdf. ", "a.pdf"), ("/files/./x.csv", "x.csv"),
        (unicodedata.normalize("NFD", "Kế hoạch.pdf"), "Kế hoạch.pdf"),
    ],
)  # fmt: skip
def test_folders_and_blanks_around_a_name_are_left_out(written, name):
    assert file_name(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "",
        ".",
        "...",
        "a",
        "khong_duoi",
        "a\x00.pdf",
        "a\n.pdf",
        "a\u202efdp.exe",
        "con.pdf",
        "NUL.txt",
        "a/",
        "x" * 250 + ".pdf",
    ],
)
def test_names_that_nobody_can_read_or_save_are_refused(written):
    with pytest.raises(FileNameInvalid):
        file_name(written)


@given(st.text(max_size=300))
def test_no_name_leads_anywhere(written):
    try:
        name = file_name(written)
    except FileNameInvalid:
        return
    assert not set(name) & set("/\\\x00")
    assert name not in (".", "..")
    assert len(name) <= LONGEST_NAME
    assert ending(name) == ending(name).lower()
