"""What the process apart answers: what it made, or why it would not."""

import msgspec


class Refusal(msgspec.Struct, tag="refusal"):
    """What the other process will not read, for `Unreadable` to be raised here."""

    code: str
    message: str
    remedy: str


class Answer(msgspec.Struct, tag="answer"):
    """What the other process made."""

    content: bytes
