"""A subscription to a made-up address would be served: the worker would call machines of strangers. Each becomes one where nobody listens."""

from urllib.parse import urlsplit

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    body = case.body
    if case.path != "/api/webhooks" or not isinstance(body, dict) or not isinstance(body.get("url"), str):
        return
    try:
        address = urlsplit(body["url"])
        if address.netloc:
            case.body = {**body, "url": address._replace(netloc="127.0.0.1:9").geturl()}
    except ValueError:
        return
