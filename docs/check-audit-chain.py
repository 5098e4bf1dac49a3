#!/usr/bin/env python3
"""Checks an export of the audit log against a root that was written down.

    dondoc audit export > nhat-ky.jsonl
    python3 check-audit-chain.py ROOT[:COUNT] [nhat-ky.jsonl]      (standard input when no file is named)

ROOT and COUNT stand on every overdue report ("Mã kiểm chứng nhật ký: ROOT, COUNT sự kiện"). The form of the export is described
in audit-chain.md. Standard library only; it shares no code with the program that wrote the log.
Exit code 0: the log is whole and holds the root. 1: it does not. 2: wrong usage.
"""
import hashlib
import json
import re
import sys

GENESIS = "0" * 64
FIELDS = {"index", "subject", "sequence", "type", "actor", "occurredAt", "recordedAt", "payload", "previousHash", "hash"}


def no_doubles(pairs):
    """Two values under one key could be read differently by two readers: such a line proves nothing."""
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("a key stands twice in one object")
    return dict(pairs)


def check_line(line, number, previous):
    """The hash of the event on this line; ValueError says why it does not follow on the one before it."""
    event = json.loads(line.decode("utf-8"), object_pairs_hook=no_doubles)
    if not isinstance(event, dict) or set(event) != FIELDS:
        raise ValueError("not an event: fields are missing or too many")
    if event["index"] != number or isinstance(event["index"], bool):
        raise ValueError(f"this is event {event['index']}, expected {number}: an event is missing, doubled or out of order")
    if event["previousHash"] != previous:
        raise ValueError("it does not follow on the event before it")
    tail = b',"hash":"' + str(event["hash"]).encode() + b'"}'
    if not line.endswith(tail):
        raise ValueError("the hash is not the last field of the line")
    # What was hashed is the line itself, without its last field.
    if hashlib.sha256(line[: -len(tail)] + b"}").hexdigest() != event["hash"]:
        raise ValueError("its content was changed after it was written")
    return event["hash"]


def main(arguments):
    witness = re.fullmatch(r"([0-9a-fA-F]{64})(?::([0-9]{1,15}))?", arguments[0]) if arguments else None
    if witness is None or len(arguments) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    root, count = witness[1].lower(), witness[2] and int(witness[2])
    number, previous, found = 0, GENESIS, 0 if root == GENESIS else None
    source = open(arguments[1], "rb") if len(arguments) == 2 else sys.stdin.buffer
    with source:
        for line in source:
            try:
                previous = check_line(line.rstrip(b"\n"), number + 1, previous)
            except ValueError as error:
                print(f"Line {number + 1}: {error}.")
                return 1
            number += 1
            if previous == root:
                found = number
    if found is not None and count in (None, found):
        print(f"Intact: {number} events; the root is that of event {found}.")
        return 0
    if count is not None and number < count:
        print(f"Cut: the root was written down after {count} events, there are {number}.")
    elif count is not None:
        print(f"Rebuilt: event {count} does not have this hash.")
    else:
        print("No event has this hash: the log was cut or rebuilt, or the root was copied wrongly.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
