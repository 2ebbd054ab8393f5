"""What the schema cannot say, for requests that are meant to be good."""

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """`all` is the whole list, `limit` and `after` are a part of it: no schema of parameters excludes one by another."""
    query = case.query or {}
    is_good = case.meta is not None and case.meta.generation.mode.is_positive
    if is_good and query.get("all") in (True, "true"):
        query.pop("limit", None)
        query.pop("after", None)
