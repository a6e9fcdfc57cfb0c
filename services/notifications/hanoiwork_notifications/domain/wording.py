"""What a notice says, in both languages; written when it is read, from its kind and codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from hanoiwork_notifications.domain.notice import Kind, Notice

LOCALES = ("vi", "en")

VIETNAMESE: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.TASK_ASSIGNED: (
            "Nhiệm vụ mới {reference}",
            "Bạn được giao chủ trì nhiệm vụ {reference}. Hãy xem sáu rõ và bắt đầu thực hiện.",
        ),
        Kind.TASK_SUBMITTED: (
            "Sản phẩm chờ nghiệm thu {reference}",
            "Sản phẩm của nhiệm vụ {reference} đã được trình. Hãy nghiệm thu hoặc trả lại.",
        ),
        Kind.TASK_RETURNED: (
            "Nhiệm vụ bị trả lại {reference}",
            "Sản phẩm của nhiệm vụ {reference} bị trả lại. Hãy xem lý do, sửa và trình lại.",
        ),
        Kind.TASK_COMPLETED: (
            "Nhiệm vụ hoàn thành {reference}",
            "Sản phẩm của nhiệm vụ {reference} đã được nghiệm thu.",
        ),
        Kind.TASK_EXTENDED: (
            "Gia hạn nhiệm vụ {reference}",
            "Hạn của nhiệm vụ {reference} đã được lùi. Hãy xem hạn mới.",
        ),
        Kind.TASK_WAIVED: (
            "Miễn tính chậm nhiệm vụ {reference}",
            "Một số ngày chậm của nhiệm vụ {reference} không bị tính. Hãy xem lý do trong nhiệm vụ.",
        ),
        Kind.TASK_DUE_SOON: (
            "Nhiệm vụ sắp đến hạn {reference}",
            "Nhiệm vụ {reference} sắp đến hạn. Hãy hoàn thành và trình, hoặc đề nghị gia hạn trước khi hết hạn.",
        ),
        Kind.TASK_OVERDUE: (
            "Nhiệm vụ quá hạn {reference}",
            "Nhiệm vụ {reference} đã quá hạn mà chưa trình sản phẩm. Hãy xử lý hoặc nêu khó khăn, vướng mắc.",
        ),
        Kind.TASK_NEWS: (
            "Diễn biến nhiệm vụ {reference}",
            "Nhiệm vụ {reference} bạn theo dõi có thay đổi. Hãy mở để xem.",
        ),
        Kind.COMMENT_MENTIONED: (
            "Có ý kiến nhắc đến bạn ở {reference}",
            "Bạn được nhắc đến trong một ý kiến ở nhiệm vụ {reference}. Hãy xem và trả lời.",
        ),
        Kind.COMMENT_ADDED: (
            "Ý kiến mới ở {reference}",
            "Nhiệm vụ {reference} bạn theo dõi có ý kiến mới.",
        ),
        Kind.EXTENSION_REQUESTED: (
            "Đề nghị gia hạn {reference}",
            "Có đề nghị gia hạn nhiệm vụ {reference}. Hãy đồng ý hoặc từ chối trước khi hết hạn.",
        ),
        Kind.EXTENSION_REFUSED: (
            "Không gia hạn {reference}",
            "Đề nghị gia hạn nhiệm vụ {reference} không được đồng ý. Hạn cũ giữ nguyên; hãy xem lý do.",
        ),
        Kind.HAND_OVER_PROPOSED: (
            "Đề nghị bàn giao {reference}",
            "Có đề nghị bàn giao nhiệm vụ {reference} cần bạn đồng ý hoặc từ chối.",
        ),
        Kind.DIFFICULTY_RAISED: (
            "Khó khăn, vướng mắc {reference}",
            "{reference} có vướng mắc mà đơn vị của bạn phải trả lời. Hãy trả lời hoặc chuyển đơn vị.",
        ),
        Kind.DIFFICULTY_ESCALATED: (
            "Vướng mắc chưa được trả lời {reference}",
            "Khó khăn, vướng mắc của {reference} chưa được cấp dưới trả lời. Hãy trả lời hoặc chỉ đạo.",
        ),
        Kind.DIFFICULTY_ANSWERED: (
            "Vướng mắc đã được trả lời {reference}",
            "Khó khăn, vướng mắc bạn nêu ở {reference} đã được trả lời. Hãy xác nhận hoặc mở lại.",
        ),
        Kind.ENTRY_SUBMITTED: (
            "Danh mục nhiệm vụ chờ duyệt {reference}",
            "Mục {reference} của danh mục nhiệm vụ được đề nghị. Hãy duyệt hoặc trả lại.",
        ),
        Kind.ENTRY_APPROVED: (
            "Danh mục nhiệm vụ được duyệt {reference}",
            "Mục {reference} bạn đề nghị đã được duyệt. Hãy xem ngày có hiệu lực.",
        ),
        Kind.ENTRY_RETURNED: (
            "Danh mục nhiệm vụ bị trả lại {reference}",
            "Mục {reference} bạn đề nghị bị trả lại. Hãy xem lý do, sửa và đề nghị lại.",
        ),
        Kind.SHEET_GENERATED: (
            "Phiếu đánh giá tháng {reference}",
            "Phiếu đánh giá tháng {reference} của bạn đã sẵn sàng. Hãy tự chấm điểm và nộp phiếu.",
        ),
        Kind.SHEET_SUBMITTED: (
            "Phiếu chờ xem xét tháng {reference}",
            "Phiếu đánh giá tháng {reference} của {person} đã được nộp. Hãy chấm điểm hoặc trả lại.",
        ),
        Kind.SHEET_RETURNED: (
            "Phiếu bị trả lại tháng {reference}",
            "Phiếu đánh giá tháng {reference} của bạn bị trả lại. Hãy xem lý do, sửa và nộp lại.",
        ),
        Kind.SHEET_APPROVED: (
            "Phiếu được duyệt tháng {reference}",
            "Phiếu đánh giá tháng {reference} của bạn đã được duyệt.",
        ),
    }
)

ENGLISH: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.TASK_ASSIGNED: (
            "New task {reference}",
            "You lead the task {reference}. Read its six clears and start.",
        ),
        Kind.TASK_SUBMITTED: (
            "Product to accept {reference}",
            "The product of the task {reference} was handed in. Accept it or return it.",
        ),
        Kind.TASK_RETURNED: (
            "Task returned {reference}",
            "The product of the task {reference} was returned. Read the reason, mend it and hand it in again.",
        ),
        Kind.TASK_COMPLETED: (
            "Task completed {reference}",
            "The product of the task {reference} was accepted.",
        ),
        Kind.TASK_EXTENDED: (
            "Task extended {reference}",
            "The deadline of the task {reference} was moved. Look at the new one.",
        ),
        Kind.TASK_WAIVED: (
            "Lateness waived {reference}",
            "Some late days of the task {reference} are not counted. Read why in the task.",
        ),
        Kind.TASK_DUE_SOON: (
            "Task {reference} is due soon",
            "Task {reference} is due soon. Finish it and hand it in, or ask for a later deadline before it passes.",
        ),
        Kind.TASK_OVERDUE: (
            "Task {reference} is overdue",
            "Task {reference} is past its deadline with nothing handed in. See to it, or say what stands in the way.",
        ),
        Kind.TASK_NEWS: (
            "News of task {reference}",
            "The task {reference}, which you follow, has changed. Open it to see how.",
        ),
        Kind.COMMENT_MENTIONED: (
            "You were mentioned at {reference}",
            "A comment on task {reference} mentions you. Read and answer it.",
        ),
        Kind.COMMENT_ADDED: (
            "New comment at {reference}",
            "Somebody commented on task {reference}, which you follow.",
        ),
        Kind.EXTENSION_REQUESTED: (
            "Extension asked for {reference}",
            "A later deadline is asked for the task {reference}. Grant it or refuse it before the deadline.",
        ),
        Kind.EXTENSION_REFUSED: (
            "No extension {reference}",
            "The later deadline for the task {reference} was refused. The old one stands; read why.",
        ),
        Kind.HAND_OVER_PROPOSED: (
            "Hand-over proposed {reference}",
            "The hand-over of the task {reference} needs your agreement or refusal.",
        ),
        Kind.DIFFICULTY_RAISED: (
            "Difficulty {reference}",
            "Your unit owes an answer to a difficulty of {reference}. Answer it or pass it on.",
        ),
        Kind.DIFFICULTY_ESCALATED: (
            "Difficulty unanswered {reference}",
            "A difficulty of {reference} was not answered below. Answer it or see to it.",
        ),
        Kind.DIFFICULTY_ANSWERED: (
            "Difficulty answered {reference}",
            "The difficulty you raised on {reference} was answered. Confirm it or reopen it.",
        ),
        Kind.ENTRY_SUBMITTED: (
            "Entry {reference} waits for approval",
            "An entry {reference} of the catalogue of tasks was proposed. Approve or return it.",
        ),
        Kind.ENTRY_APPROVED: (
            "Entry {reference} approved",
            "The entry {reference} that you proposed was approved. See from when it is in force.",
        ),
        Kind.ENTRY_RETURNED: (
            "Entry {reference} returned",
            "The entry {reference} that you proposed was returned. Read why, mend it and propose it again.",
        ),
        Kind.SHEET_GENERATED: (
            "Score sheet {reference}",
            "Your score sheet for {reference} is ready. Score yourself and hand it in.",
        ),
        Kind.SHEET_SUBMITTED: (
            "Sheet to review {reference}",
            "The score sheet of {person} for {reference} was handed in. Score it or return it.",
        ),
        Kind.SHEET_RETURNED: (
            "Sheet returned {reference}",
            "Your score sheet for {reference} was returned. Read the reason, mend it and hand it in again.",
        ),
        Kind.SHEET_APPROVED: (
            "Sheet approved {reference}",
            "Your score sheet for {reference} was approved.",
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A notice in one language."""

    title: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a channel carries: one notice to one person, in every language.

    `delivery_id` is the same each time the letter is tried, so a receiver can discard a second copy. The codes are the
    staff codes of the directory, None while they are not known here.
    """

    delivery_id: str
    notice_id: str
    kind: str
    reference: str
    subject_id: str
    recipient_id: str
    recipient_code: str | None
    person_id: str | None
    created_at: datetime
    words: Mapping[str, Words]


def words(notice: Notice, *, locale: str, person_code: str | None) -> Words:
    """The sentences of a notice in `locale` (anything but "en" is Vietnamese); `person_code` says whose sheet."""
    title, message = (ENGLISH if locale == "en" else VIETNAMESE)[notice.kind]
    person = person_code or ("a colleague" if locale == "en" else "một cán bộ")
    return Words(
        title=title.format(reference=notice.reference),
        message=message.format(reference=notice.reference, person=person),
    )


def letter(notice: Notice, *, delivery_id: str, codes: Mapping[str, str]) -> Letter:
    """The letter that carries a notice; `codes` are staff codes by person id."""
    person_code = codes.get(notice.person_id or "")
    return Letter(
        delivery_id=delivery_id,
        notice_id=notice.id,
        kind=notice.kind.value,
        reference=notice.reference,
        subject_id=notice.subject_id,
        recipient_id=notice.recipient_id,
        recipient_code=codes.get(notice.recipient_id),
        person_id=notice.person_id,
        created_at=notice.created_at,
        words={locale: words(notice, locale=locale, person_code=person_code) for locale in LOCALES},
    )
