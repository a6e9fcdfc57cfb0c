"""What is refused of attached files: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Invalid, NotFound, Unavailable


class FileNameInvalid(Invalid):
    """A name is a line of visible text with an ending; folders in it are left out."""

    code = "tasks.file_name_invalid"
    vi = "Tên tệp không hợp lệ; hãy đặt tên bằng chữ thường đọc được, tối đa {most} ký tự, có phần mở rộng."
    en = "The file's name is not valid; use visible letters, at most {most}, and an ending such as .pdf."


class FileKindRefused(Invalid):
    """Only files of some kinds are kept."""

    code = "tasks.file_kind_refused"
    vi = "Không nhận tệp loại “{ending}”; chỉ nhận: {allowed}."
    en = "Files of the kind “{ending}” are not taken; allowed: {allowed}."


class FileEmpty(Invalid):
    """There is nothing in the file."""

    code = "tasks.file_empty"
    vi = "Tệp rỗng; hãy kiểm tra rồi gửi lại."
    en = "The file is empty; check it and send it again."


class FileTooLarge(Invalid):
    """The file has more bytes than are kept."""

    code = "tasks.file_too_large"
    vi = "Tệp lớn hơn {most} byte; hãy nén hoặc chia nhỏ."
    en = "The file is larger than {most} bytes; compress or split it."


class FileMislabelled(Invalid):
    """The file is not what its name says."""

    code = "tasks.file_mislabelled"
    vi = "Nội dung tệp không đúng với phần mở rộng “{ending}”; hãy lưu lại đúng định dạng."
    en = "The file is not what its ending “{ending}” says; save it in that format or name it as what it is."


class ArchiveUnsafe(Invalid):
    """An archive that unpacks to too much, holds archives, or cannot be looked into."""

    code = "tasks.archive_unsafe"
    vi = "Tệp nén không an toàn: {reason_vi}; hãy gửi các tệp bên trong."
    en = "The archive is not safe: {reason}; send the files that are in it."


class TooManyFiles(Conflict):
    """So many files on a task, and no more."""

    code = "tasks.too_many_files"
    vi = "Nhiệm vụ đã có {most} tệp; hãy gỡ bớt hoặc gộp lại."
    en = "The task has {most} files; remove some or put them together."


class AttachmentUnknown(NotFound):
    """No file is attached under this id, or not for this person to know of."""

    code = "tasks.attachment_unknown"
    vi = "Không có tệp đính kèm “{key}”; hãy tải lại nhiệm vụ."
    en = "There is no attached file “{key}”; read the task again."


class AttachmentGone(Conflict):
    """The file was taken away."""

    code = "tasks.attachment_gone"
    vi = "Tệp đã được gỡ; hãy hỏi người đã gỡ nếu cần."
    en = "The file was removed; ask whoever removed it if you need it."


class NotTheAttacher(Conflict):
    """Whoever attached a file removes it, or those who lead the task's unit."""

    code = "tasks.not_the_attacher"
    vi = "Chỉ người đính kèm hoặc lãnh đạo đơn vị của nhiệm vụ gỡ được tệp này; hãy đề nghị họ."
    en = "Only whoever attached the file, or those who lead the task's unit, remove it; ask them."


class ContentsAway(Unavailable):
    """The storage of files does not answer, or has lost the content."""

    code = "tasks.contents_away"
    vi = "Kho lưu trữ tệp tạm thời không đọc hoặc ghi được; hãy thử lại sau hoặc báo người vận hành."
    en = "The storage of files does not answer at the moment; try again later or tell the operator."
