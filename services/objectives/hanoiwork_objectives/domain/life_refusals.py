"""What is refused about an objective's people and the steps of its life, with stable codes.

Invalid   ── ReviewerIsOwner, ContributorTwice, RouteWithoutAuthority
Conflict  ── ParentArchived, ApprovalNeeded
Forbidden ── OwnApproval, OutOfTurn, ParentOfOthers
"""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid


class ReviewerIsOwner(Invalid):
    """One person who is to answer for an objective and to judge it."""

    code = "objectives.reviewer_is_owner"
    vi = "Người thẩm định phải khác người chịu trách nhiệm mục tiêu."
    en = "The reviewer must be somebody else than the owner."


class ContributorTwice(Invalid):
    """A unit named twice among those that contribute."""

    code = "objectives.contributor_twice"
    vi = "Mỗi đơn vị phối hợp chỉ nêu một lần."
    en = "Name each contributing unit once."


class RouteWithoutAuthority(Invalid):
    """A route of approval that ends with somebody who could not approve."""

    code = "objectives.route_without_authority"
    vi = "Người cuối trong luồng phê duyệt phải là người thẩm định hoặc lãnh đạo đơn vị, đơn vị cấp trên."
    en = "The last in the route must be the reviewer, or lead the unit or one above it."


class ParentArchived(Conflict):
    """An objective to be restored while what it hangs under is still put away."""

    code = "objectives.parent_archived"
    vi = "Mục tiêu cha “{parent}” đang được lưu trữ; hãy khôi phục nó trước “{objective}”."
    en = "The parent objective “{parent}” is archived; restore it before “{objective}”."


class ApprovalNeeded(Conflict):
    """A draft that those of its own unit want to activate without approval."""

    code = "objectives.approval_needed"
    vi = "Mục tiêu “{objective}” còn là bản nháp; hãy trình phê duyệt, hoặc để cấp trên kích hoạt."
    en = "The objective “{objective}” is a draft; submit it for approval, or let the level above activate it."


class OwnApproval(Forbidden):
    """Somebody who is to approve what they submitted or own."""

    code = "objectives.own_approval"
    vi = "Không ai tự phê duyệt mục tiêu do mình trình hoặc chịu trách nhiệm."
    en = "Nobody approves an objective that they submitted or own."


class OutOfTurn(Forbidden):
    """Somebody who decides while it is another's turn."""

    code = "objectives.out_of_turn"
    vi = "Chưa đến lượt bạn phê duyệt mục tiêu “{objective}”."
    en = "It is not your turn to decide about the objective “{objective}”."


class ParentOfOthers(Forbidden):
    """An objective that counts, to be hung where somebody else decides what counts."""

    code = "objectives.parent_of_others"
    vi = "Mục tiêu “{objective}” đang được tính; chỉ người phụ trách đơn vị của “{parent}” được gắn nó vào đó."
    en = "The objective “{objective}” counts; ask those who lead the unit of “{parent}” to hang it there."
