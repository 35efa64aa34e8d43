"""An engine on this computer that speaks HMRC's protocol: it acknowledges, delays, accepts, refuses, or misbehaves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from lxml import etree

_HEAD = """<?xml version="1.0"?><GovTalkMessage xmlns="http://www.govtalk.gov.uk/CM/envelope">
<EnvelopeVersion>2.0</EnvelopeVersion><Header><MessageDetails><Class>{kind}</Class><Qualifier>{qualifier}</Qualifier>
<Function>{function}</Function><CorrelationID>{number}</CorrelationID>
<ResponseEndPoint PollInterval="{after}">{place}</ResponseEndPoint><Transformation>XML</Transformation>
</MessageDetails></Header>"""
_TAIL = "<GovTalkDetails><Keys/></GovTalkDetails><Body>{body}</Body></GovTalkMessage>"
_SUCCESS = """<SuccessResponse xmlns="http://www.inlandrevenue.gov.uk/SuccessResponse"><IRmarkReceipt>
<dsig:Signature xmlns:dsig="http://www.w3.org/2000/09/xmldsig#"><dsig:SignedInfo><dsig:Reference>
<dsig:DigestValue>{mark}</dsig:DigestValue></dsig:Reference></dsig:SignedInfo></dsig:Signature>
<Message code="0000">HMRC has received the {kind} document.</Message></IRmarkReceipt>
<Message code="077001">Thank you for your submission.</Message>
<AcceptedTime>2026-11-30T10:00:00.000</AcceptedTime></SuccessResponse>"""
_REFUSAL = """<GovTalkDetails><Keys/><GovTalkErrors><Error><RaisedBy>ChRIS</RaisedBy><Number>3001</Number>
<Type>business</Type><Text>See the body.</Text></Error></GovTalkErrors></GovTalkDetails><Body>
<ErrorResponse xmlns="http://www.govtalk.gov.uk/CM/errorresponse">{errors}</ErrorResponse></Body></GovTalkMessage>"""
_FATAL = """<GovTalkDetails><Keys/><GovTalkErrors><Error><RaisedBy>Gateway</RaisedBy><Number>{number}</Number>
<Type>fatal</Type><Text>{text}</Text></Error></GovTalkErrors></GovTalkDetails><Body/></GovTalkMessage>"""


class EngineServer:
    """``plan`` says what comes in answer, one word a request; when it is used up the last word stays.

    Words: acknowledge, accept, refuse, login (1046), drop, garbage, busy (503), order (3000), gone (2000), other
    (another number), away (an address elsewhere), drip (stops in the middle).
    """

    def __init__(self, *plan: str, errors: str = "", mark: str = "") -> None:
        self.plan = list(plan)
        self.errors = errors
        self.mark = mark
        self.asked: list[Any] = []
        self.url = ""
        self.release = threading.Event()

    def next_word(self) -> str:
        return self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]

    def answer(self, word: str, message: Any) -> bytes:
        kind = message.findtext(".//{*}Class")
        mark = message.findtext(".//{*}IRmark")
        self.mark = self.mark or mark or ""
        number = {"other": "FFFF"}.get(word, "0A1B2C3D")
        place = {"away": "https://example.org/poll"}.get(word, self.url + "poll")
        qualifier = {"acknowledge": "acknowledgement", "away": "acknowledgement", "other": "response",
                     "accept": "response"}.get(word, "error")  # fmt: skip
        head = _HEAD.format(kind=kind, qualifier=qualifier, function="submit", number=number, after=1, place=place)
        if word in ("acknowledge", "away"):
            return (head + _TAIL.format(body="")).encode()
        if word in ("accept", "other"):
            return (head + _TAIL.format(body=_SUCCESS.format(mark=self.mark, kind=kind))).encode()
        if word == "refuse":
            return (head + _REFUSAL.format(errors=self.errors)).encode()
        texts = {"login": ("1046", "Authentication Failure."), "order": ("3000", "Unavailable."),
                 "gone": ("2000", "No such record.")}  # fmt: skip
        return (head + _FATAL.format(number=texts[word][0], text=texts[word][1])).encode()


@contextmanager
def engine_server(*plan: str, errors: str = "", mark: str = "") -> Iterator[EngineServer]:
    """A running engine; it ends with the block."""
    engine = EngineServer(*plan, errors=errors, mark=mark)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            message = etree.fromstring(self.rfile.read(int(self.headers["Content-Length"])))
            engine.asked.append(message)
            if message.findtext(".//{*}Function") == "delete":
                self.reply(200, engine.answer("acknowledge", message))
                return
            word = engine.next_word()
            if word == "drop":
                self.close_connection = True
            elif word == "garbage":
                self.reply(200, b"<html><body>Welcome to the hotel</body>")
            elif word == "busy":
                self.reply(503, b"busy")
            elif word == "drip":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"<GovTalk")
                self.wfile.flush()
                engine.release.wait(10)
            else:
                self.reply(200, engine.answer(word, message))

        def reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Tests say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    engine.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield engine
    finally:
        engine.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
