"""Calls about comments, checklists and following."""

from hanoiwork_shared.bus_nameko import Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas
from hanoiwork_tasks.entrypoints.showing import TaskShowing
from hanoiwork_tasks.schemas import talking as doors


class TalkCalls(TaskShowing):
    """Calls about what people say, tick off and follow."""

    @command(doors.AddComment)
    def add_comment(self, request: Request) -> object:
        """Say something."""
        return doors.shown_comment(self.desk.commenting.add(request.identity, **request.input))

    @command(doors.EditComment)
    def edit_comment(self, request: Request) -> object:
        """Say it otherwise."""
        return doors.shown_comment(self.desk.commenting.edit(request.identity, **request.input))

    @command(doors.RemoveComment)
    def remove_comment(self, request: Request) -> object:
        """Take it back."""
        return doors.shown_comment(self.desk.commenting.remove(request.identity, **request.input))

    @command(doors.AddCheckItem)
    def add_check_item(self, request: Request) -> object:
        """Add a line."""
        return plain(self.desk.checklists.add(request.identity, **request.input))

    @command(doors.ChangeCheckItem)
    def change_check_item(self, request: Request) -> object:
        """Change, tick or move a line."""
        return plain(self.desk.checklists.change(request.identity, **request.input))

    @command(doors.CheckItemNamed)
    def remove_check_item(self, request: Request) -> object:
        """Take a line off."""
        return plain(self.desk.checklists.remove(request.identity, **request.input))

    @command(doors.FollowTasks)
    def follow_tasks(self, request: Request) -> object:
        """Follow tasks, or no longer."""
        found = self.desk.following.tasks(request.identity, **request.input)
        return schemas.shown_all(found, to=self._viewer(request, found))

    @command(doors.FollowList)
    def follow_list(self, request: Request) -> object:
        """Follow a list, or no longer."""
        return plain(self.desk.following.whole_list(request.identity, **request.input))

    @query(schemas.PagesWanted)
    def comments_by_tasks(self, request: Request) -> object:
        """A page of comments for each task."""
        return [doors.shown_comments(page) for page in self.desk.commenting.of_tasks(**request.input)]

    @query(schemas.Keys)
    def comment_counts(self, request: Request) -> object:
        """How many comments stand on tasks, in the order of the identifiers."""
        return self.desk.commenting.counts(request.input["keys"])

    @query(schemas.Keys)
    def earlier_comments(self, request: Request) -> object:
        """What comments said before, in the order of the identifiers."""
        return self.desk.commenting.earlier(request.input["keys"])

    @query(schemas.Keys)
    def checklists_by_tasks(self, request: Request) -> object:
        """The checklists of tasks, in the order of the identifiers."""
        return plain(self.desk.checklists.of_tasks(request.input["keys"]))

    @query(schemas.Keys)
    def followers_by_tasks(self, request: Request) -> object:
        """Who follows tasks, in the order of the identifiers."""
        return [
            [{"person_id": one} for one in people] for people in self.desk.following.followers(request.input["keys"])
        ]

    @query(schemas.Keys)
    def watched_tasks(self, request: Request) -> object:
        """Whether the caller follows tasks, in the order of the identifiers."""
        return self.desk.following.watching(request.identity, request.input["keys"])
