"""Hanoi's rule pack of 2026: the city's deck of June 2026 over Decree 335/2025/NĐ-CP, in force from 1 January 2026.

Rows 1.1 and 1.2 of the form and the 15 points of its first group are the deck's; every other row is our default
(`source="ours"`) until the city gives its own, and the forms of the other person types reuse the same rows.
"""

from datetime import date
from decimal import Decimal

from hanoiwork_evaluation.domain.form import Form, FormGroup, FormRow
from hanoiwork_evaluation.rules.mean_of_ratios import MeanOfRatios
from hanoiwork_evaluation.rules.pack import Level, RulePack

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = "excellent", "good", "completed", "not_completed"

LEVELS = (
    Level(code=EXCELLENT, vi="Hoàn thành xuất sắc", en="Excellent", lowest=Decimal(90), good=True),
    Level(code=GOOD, vi="Hoàn thành tốt", en="Good", lowest=Decimal(70), good=True),
    Level(code=COMPLETED, vi="Hoàn thành", en="Completed", lowest=Decimal(50)),
    Level(code=NOT_COMPLETED, vi="Không hoàn thành", en="Not completed", lowest=Decimal(0), passes=False),
)

GROUPS = (
    FormGroup(
        code="1",
        vi="Chính trị tư tưởng, đạo đức, lối sống, kỷ luật",
        en="Politics, ethics, discipline",
        maximum=Decimal(15),
    ),
    FormGroup(
        code="2",
        vi="Năng lực, trách nhiệm, thái độ phục vụ",
        en="Competence, responsibility, attitude",
        maximum=Decimal(10),
    ),
    FormGroup(code="3", vi="Đổi mới, sáng tạo", en="Innovation", maximum=Decimal(5)),
)


def _row(code: str, maximum: int, vi: str, en: str, *, source: str = "ours") -> FormRow:
    return FormRow(code=code, group=code[0], vi=vi, en=en, maximum=Decimal(maximum), source=source)


ROWS = (
    _row("1.1", 2, "Tư tưởng chính trị", "Political conviction", source="deck"),
    _row("1.2", 2, "Đạo đức, lối sống", "Ethics and conduct", source="deck"),
    _row("1.3", 4, "Chấp hành kỷ luật, kỷ cương hành chính", "Administrative discipline"),
    _row("1.4", 4, "Chấp hành sự phân công của tổ chức", "Accepting what the organisation assigns"),
    _row("1.5", 3, "Giữ gìn đoàn kết nội bộ", "Keeping the team together"),
    _row("2.1", 4, "Năng lực chuyên môn, nghiệp vụ", "Professional competence"),
    _row("2.2", 3, "Tinh thần trách nhiệm, phối hợp công tác", "Responsibility and co-operation"),
    _row("2.3", 3, "Thái độ phục vụ người dân, doanh nghiệp", "Attitude towards citizens and businesses"),
    _row("3.1", 3, "Sáng kiến, cải tiến phương pháp làm việc", "Initiatives and better ways of working"),
    _row("3.2", 2, "Ứng dụng công nghệ, chuyển đổi số", "Use of technology"),
)

HANOI_2026 = RulePack(
    code="hanoi-2026",
    effective_from=date(2026, 1, 1),
    method=MeanOfRatios(),
    levels=LEVELS,
    forms=(
        Form(code="Mẫu số 03", person_types=frozenset({"civil_servant"}), groups=GROUPS, rows=ROWS),
        Form(code="hanoi-leader", person_types=frozenset({"leader"}), groups=GROUPS, rows=ROWS),
        Form(
            code="hanoi-employee",
            person_types=frozenset({"public_employee", "contract_worker"}),
            groups=GROUPS,
            rows=ROWS,
        ),
    ),
)
