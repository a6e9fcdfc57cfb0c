"""What is refused of tables of tasks and plan items: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Invalid, NotFound


class ColumnFixed(Conflict):
    """Some things about a task that is there are not changed by a file."""

    code = "tasks.column_fixed"
    vi = "“{key}” đã có và ô này không đổi được bằng tệp; hãy để nguyên, hoặc sửa ngay trên nhiệm vụ hay kế hoạch."
    en = "“{key}” is there already, and a file does not change this; leave it as it is, or change it at its own place."


class RowNotNew(Invalid):
    """What is written down anew is a draft or assigned; how far it got is not loaded here."""

    code = "tasks.row_not_new"
    vi = "Nhiệm vụ mới chỉ nhận trạng thái “Dự thảo” hoặc “Cần làm” và chưa có tiến độ; hãy sửa ô này."
    en = "A new task is a draft or to do, and no work on it is done yet; mend this cell."


class UnitOutside(Invalid):
    """A file is loaded for one unit and everything under it."""

    code = "tasks.unit_outside"
    vi = "Đơn vị “{key}” không thuộc đơn vị mà tệp được nạp; hãy nạp riêng cho đơn vị đó."
    en = "The unit “{key}” is not under the unit for which the file is loaded; load a file for that unit."


class ListTitleUnknown(Invalid):
    """No list of this title, or more than one."""

    code = "tasks.list_title_unknown"
    vi = "Có {found} danh sách “{key}” trong các không gian của đơn vị; hãy ghi đúng tên, hoặc mã định danh."
    en = "{found} lists in the unit's workspaces are called “{key}”; write the title of one, or its id."


class ItemOfWhole(Invalid):
    """A part comes out of the plan item that its whole came out of."""

    code = "tasks.item_of_whole"
    vi = "Nhiệm vụ cha thuộc mục kế hoạch khác “{key}”; hãy bỏ trống ô này hoặc sửa nhiệm vụ cha."
    en = "The whole did not come out of the plan item “{key}”; leave the cell empty or name another whole."


class SheetTooLong(Invalid):
    """So many rows at once, and no more."""

    code = "tasks.sheet_too_long"
    vi = "Tệp có {rows} dòng; mỗi lần nạp tối đa {most} dòng, hãy chia tệp."
    en = "The file has {rows} rows; at most {most} are loaded at once, so split it."


class ExportTooLong(Invalid):
    """What could not be loaded again is not given out at once."""

    code = "tasks.export_too_long"
    vi = "Có hơn {most} nhiệm vụ; hãy lọc bớt, ví dụ theo đơn vị hoặc thời gian."
    en = "There are more than {most} tasks; narrow the filter, for example to a unit or to some dates."


class SheetLoadedAlready(Conflict):
    """Rows without codes would be written down a second time."""

    code = "tasks.sheet_loaded_already"
    vi = "Tệp này đã được nạp và có dòng chưa có mã nhiệm vụ; hãy ghi mã, hoặc hủy lần nạp trước."
    en = "This file was loaded already and has rows without a code; write codes, or undo the earlier load."


class BatchUnknown(NotFound):
    """No file was loaded under this id."""

    code = "tasks.batch_unknown"
    vi = "Không có lần nạp tệp “{key}”; hãy kiểm tra lại."
    en = "No file was loaded as “{key}”; check the id."


class BatchUndone(Conflict):
    """What was loaded is taken back once."""

    code = "tasks.batch_undone"
    vi = "Lần nạp này đã được hủy trước đó; hãy tải lại danh sách."
    en = "This load was undone before; read the list again."


class ChangedSince(Conflict):
    """What somebody has gone on working on is not taken back with the rest."""

    code = "tasks.changed_since"
    vi = "“{key}” đã thay đổi sau khi nạp tệp nên không hủy được cả lần nạp; hãy xử lý riêng từng nhiệm vụ."
    en = "“{key}” was changed after the load, so the load is not undone as a whole; deal with the tasks one by one."
