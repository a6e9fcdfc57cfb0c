"""What is refused about plans: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Invalid


class PlanCodeInvalid(Invalid):
    """A plan's code stands before a slash in the name of each of its items."""

    code = "tasks.plan_code_invalid"
    vi = "Mã kế hoạch “{key}” không hợp lệ; hãy viết liền, không có dấu “/”, ví dụ KH20."
    en = "The plan code “{key}” is not valid; write it in one word without “/”, such as KH20."


class ItemCodeInvalid(Invalid):
    """An item is numbered by its place in the plan."""

    code = "tasks.item_code_invalid"
    vi = "Mã mục “{key}” không hợp lệ; hãy ghi các số hoặc chữ cách nhau bằng dấu chấm, ví dụ 2.1.1."
    en = "The item code “{key}” is not valid; write numbers or letters with dots between, such as 2.1.1."


class DocumentNumberInvalid(Invalid):
    """A document of the administration has a running number and the signs of its kind and issuer."""

    code = "tasks.document_number_invalid"
    vi = "Số văn bản “{key}” không hợp lệ; hãy ghi số và ký hiệu, ví dụ 20-KH/BCĐ57 hoặc 57/KH-UBND."
    en = "The document number “{key}” is not valid; write number and signs, such as “20-KH/BCĐ57”."


class IssuedInFuture(Invalid):
    """A document that is in force was issued by today."""

    code = "tasks.issued_in_future"
    vi = "Ngày ban hành {issued} ở tương lai; hãy sửa lại."
    en = "The day of issue {issued} has not come yet; mend it."


class LeadCoordinates(Invalid):
    """The lead agency leads; others co-ordinate."""

    code = "tasks.lead_coordinates"
    vi = "Cơ quan chủ trì không ghi lại ở phần phối hợp; hãy bỏ một trong hai."
    en = "The lead agency is not named among those that co-ordinate; take one of the two away."


class PlanItemInUse(Conflict):
    """What tasks came out of stays."""

    code = "tasks.plan_item_in_use"
    vi = "Mục “{key}” đã có nhiệm vụ nên không xóa được; hãy hủy các nhiệm vụ hoặc sửa nội dung mục."
    en = "Tasks came out of the item “{key}”, so it stays; change its text instead."


class ListOfOtherPlan(Invalid):
    """A task of a plan stands in a list of that plan, or of none."""

    code = "tasks.list_of_other_plan"
    vi = "Danh sách “{key}” thuộc kế hoạch khác; hãy chọn danh sách của kế hoạch này."
    en = "The list “{key}” belongs to another plan; choose one of this plan's."
