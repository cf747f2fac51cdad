"""A gate before a kernel's sockets, which lets no message through that is larger than the grader can hold.

ZeroMQ limits a frame, not a message, and keeps a message until its last frame is there: sixty frames of 50 MB, the
same memory sent again and again, are 3 GB on the grader's side. So what a kernel sends is followed here, frame by
frame, on its way to ZeroMQ. Nothing is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

_PIECE = 2**18  # bytes that pass at once
_GREETING = 64  # bytes, with which either side begins
_MORE, _LONG, _COMMAND = 1, 2, 4  # flags of a frame: another one follows, eight bytes tell its size, it is no message
_MAX_COMMAND = 4096  # bytes
_FRAME_COST = 256  # bytes that a frame takes in memory, however short it is


class Frames:
    """Follows the bytes that a peer sends by ZeroMQ's protocol (ZMTP 3), and tells what may not pass.

    Parameters
    ----------
    limit
        Bytes of one message, all its frames together.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._head = b""  # what came so far of the greeting, or of the next frame's flags and size
        self._head_size = _GREETING
        self._ahead = 0  # bytes that are still to come of the frame that has begun
        self._message = 0  # bytes of the message that has begun

    def may_pass(self, data: bytes) -> bool:
        """Whether the next bytes are still of a protocol that is known and of a message that is not too large."""
        place = 0
        while place < len(data):
            if self._ahead:
                step = min(self._ahead, len(data) - place)
                self._ahead -= step
            else:
                step = min(self._head_size - len(self._head), len(data) - place)
                self._head += data[place : place + step]
                if not self._head_may_pass():
                    return False
            place += step
        return True

    def _head_may_pass(self) -> bool:
        head = self._head
        if self._head_size != _GREETING:
            self._head_size = 9 if head[0] & _LONG else 2
        if len(head) < self._head_size:
            return True
        self._head = b""
        if self._head_size == _GREETING:  # older protocols, which ZeroMQ would speak too, have other frames
            self._head_size = 1
            return head[0] == 0xFF and head[9] & 1 == 1 and head[10] >= 3
        self._head_size = 1
        return self._frame_may_pass(head[0], int.from_bytes(head[1:], "big"))

    def _frame_may_pass(self, flags: int, size: int) -> bool:
        self._ahead = size
        if flags & _COMMAND:  # may stand between two frames of a message
            return size <= _MAX_COMMAND
        self._message += size + _FRAME_COST
        may_pass = self._message <= self.limit
        if not flags & _MORE:
            self._message = 0
        return may_pass


class Gate:
    """Listens in place of a kernel and passes on what either side says.

    Parameters
    ----------
    kernel, address
        What the paths of the kernel's sockets begin with, and those of the gate's. A hyphen and the port follow.
    limit
        Bytes of one message from the kernel.
    on_too_much
        Called when a message is larger, or nothing that ZeroMQ sends; its connection is closed.
    """

    def __init__(self, kernel: str, address: str, limit: int, on_too_much: Callable[[], None]) -> None:
        self.kernel, self.address, self.limit, self.on_too_much = kernel, address, limit, on_too_much
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, ports: Sequence[int]) -> None:
        """Begin to listen."""
        for port in ports:

            async def connect(
                reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str = f"{self.kernel}-{port}"
            ) -> None:
                await self._connect(path, reader, writer)

            self._servers.append(await asyncio.start_unix_server(connect, f"{self.address}-{port}"))

    async def close(self) -> None:
        """Close every connection, and listen no more."""
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what is said on one connection until either side ends it; a kernel that is not there ends it too."""
        with suppress(OSError):
            from_kernel, to_kernel = await asyncio.open_unix_connection(path)
            ways = (self._pass(reader, to_kernel), self._pass(from_kernel, writer, Frames(self.limit)))
            tasks = [asyncio.ensure_future(way) for way in ways]
            self._tasks |= set(tasks)
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            self._tasks -= set(tasks)
            to_kernel.transport.abort()
        writer.transport.abort()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, frames: Frames | None = None
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(_PIECE):
                if frames is not None and not frames.may_pass(data):
                    self.on_too_much()
                    return
                writer.write(data)
                await writer.drain()
