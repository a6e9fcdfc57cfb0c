"""What is refused about a list's own fields and their values: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Invalid, NotFound


class ListFieldUnknown(NotFound):
    """The list has no such field, or not any more."""

    code = "tasks.list_field_unknown"
    vi = "Danh sách không có trường “{key}” đang dùng; hãy chọn trong các trường của danh sách."
    en = "The list has no field “{key}” in use; choose one of its fields."


class ListFieldTaken(Conflict):
    """Fields of a list have different keys."""

    code = "tasks.list_field_taken"
    vi = "Danh sách đã có trường với mã “{key}”; hãy đặt mã khác hoặc sửa trường đó."
    en = "The list has a field with the key “{key}” already; choose another or change that one."


class TooManyListFields(Conflict):
    """A list has only so many fields."""

    code = "tasks.too_many_list_fields"
    vi = "Mỗi danh sách có tối đa {most} trường; hãy bỏ trường không dùng nữa."
    en = "One list has at most {most} fields; remove one that is no longer used."


class ListFieldKeyInvalid(Invalid):
    """A key is short and plain, so that it is the same in every language and program."""

    code = "tasks.list_field_key_invalid"
    vi = "Mã trường gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ, dài tối đa {most} ký tự."
    en = "The key of a field has plain small letters, digits and underscores, starts with a letter, at most {most}."


class ListFieldLabelMissing(Invalid):
    """A field has a label that people read."""

    code = "tasks.list_field_label_missing"
    vi = "Trường cần có tên; hãy nhập tên."
    en = "A field needs a label; enter one."


class ListFieldTermsInvalid(Invalid):
    """Decimals and bounds are for numbers only, and the least is not above the most."""

    code = "tasks.list_field_terms_invalid"
    vi = (
        "Số chữ số thập phân (0 đến {digits}) và giới hạn (tối đa {most}) chỉ dành cho trường kiểu số, "
        "và giới hạn dưới không vượt giới hạn trên."
    )
    en = "Decimals (0 to {digits}) and bounds (at most {most}) are for numbers only, the least not above the most."


class OptionsInvalid(Invalid):
    """A field to choose in has options with different labels; other fields have none."""

    code = "tasks.options_invalid"
    vi = "Trường lựa chọn cần từ 1 đến {most} lựa chọn có tên khác nhau; trường kiểu khác không có lựa chọn."
    en = "A field to choose in needs 1 to {most} options with different labels; fields of other kinds have none."


class OptionUnknown(Invalid):
    """The field has no such option."""

    code = "tasks.option_unknown"
    vi = "Trường “{label}” không có lựa chọn “{key}”; hãy chọn một trong: {options}."
    en = "The field “{label}” has no option “{key}”; choose one of: {options}."


class OptionRetired(Invalid):
    """The option is kept for tasks that have it, and not chosen any more."""

    code = "tasks.option_retired"
    vi = "Lựa chọn “{key}” của trường “{label}” không còn dùng; hãy chọn lựa chọn khác."
    en = "The option “{key}” of the field “{label}” is no longer in use; choose another."


class ValueKindWrong(Invalid):
    """A value is of the kind of its field, and one value at a time."""

    code = "tasks.value_kind_wrong"
    vi = "Trường “{label}” là {kind_vi}; hãy gửi đúng một giá trị kiểu đó."
    en = "The field “{label}” takes {kind_en}; send one value of that kind."


class ValueRepeated(Invalid):
    """A field has one value."""

    code = "tasks.value_repeated"
    vi = "Trường “{label}” được ghi hai lần; hãy giữ một giá trị."
    en = "The field “{label}” is named twice; keep one value."


class TextInvalid(Invalid):
    """A text is readable and not endless."""

    code = "tasks.value_text_invalid"
    vi = "“{label}” dài tối đa {most} ký tự và không có ký tự điều khiển; hãy sửa lại."
    en = "“{label}” takes at most {most} characters and no control characters; mend it."


class NumberInvalid(Invalid):
    """A number lies within its field's bounds and has no more decimals than it."""

    code = "tasks.value_number_invalid"
    vi = "“{label}” phải từ {least} đến {most}, tối đa {digits} chữ số thập phân."
    en = "“{label}” takes {least} to {most}, with at most {digits} decimals."


class AddressInvalid(Invalid):
    """An address leads to a web page and runs nothing."""

    code = "tasks.value_address_invalid"
    vi = "“{label}” phải là địa chỉ bắt đầu bằng http:// hoặc https://, dài tối đa {most} ký tự."
    en = "“{label}” takes an address that starts with http:// or https://, at most {most} characters."


class ValueMissing(Invalid):
    """What a list requires is there when the product is handed in."""

    code = "tasks.value_missing"
    vi = "Cần ghi “{label}” trước khi trình sản phẩm."
    en = "Fill in “{label}” before handing the product in."


class FieldFilterInvalid(Invalid):
    """A filter by a field says what is looked for; only numbers and days are looked for from one to another."""

    code = "tasks.field_filter_invalid"
    vi = "Lọc theo “{key}”: hãy ghi giá trị cần tìm, hoặc “trống”; từ–đến chỉ dành cho số và ngày."
    en = "To filter by “{key}”, say which values, or that it is empty; from and to are for numbers and days only."


class FieldOrderInvalid(Invalid):
    """People, and several options at once, have no order."""

    code = "tasks.field_order_invalid"
    vi = "Không sắp xếp theo trường “{key}” (người hoặc nhiều lựa chọn); hãy chọn trường khác."
    en = "Tasks have no order by “{key}”, which takes people or several options; choose another field."
