"""What the schema cannot say, for requests that are meant to be good."""

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """`all` is the whole list, `limit` and `after` are a part of it: no schema of parameters excludes one by another.

    A cursor is good for the list that wrote it: how many numbers it has is nobody else's business.
    """
    query = case.query or {}
    is_good = case.meta is not None and case.meta.generation.mode.is_positive
    if is_good:
        query.pop("after", None)
        if query.get("all") in (True, "true"):
            query.pop("limit", None)
