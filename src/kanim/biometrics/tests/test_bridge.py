"""The simulator speaks the protocol of bridge.md."""

from __future__ import annotations

import base64
import http.client
import json
from threading import Thread

import pytest

from kanim.biometrics.bridge_simulator import bridge_server
from kanim.biometrics.examining import examined_finger
from kanim.biometrics.rules import FINGER_GOOD

ORIGIN = "http://localhost:8000"


@pytest.fixture(scope="module")
def bridge():
    server = bridge_server(port=0, origin=ORIGIN, person="uji")
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def ask(port: int, method: str, path: str, body: str | None = None):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_it_says_what_it_is(bridge):
    status, _headers, body = ask(bridge, "GET", "/status")
    assert status == 200
    assert json.loads(body)["ready"] is True


def test_it_reads_a_good_finger(bridge):
    status, headers, body = ask(bridge, "POST", "/capture", json.dumps({"finger": 7}))
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == ORIGIN
    _image, quality = examined_finger(base64.b64decode(json.loads(body)["image"]))
    assert quality >= FINGER_GOOD


def test_it_lets_only_the_office_ask(bridge):
    status, headers, _body = ask(bridge, "OPTIONS", "/capture")
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == ORIGIN
    assert headers["Access-Control-Allow-Private-Network"] == "true"


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", '{"finger": 0}', '{"finger": 11}', '{"finger": "2"}']
)
def test_it_refuses_what_is_no_finger(bridge, body):
    assert ask(bridge, "POST", "/capture", body)[0] == 400
    assert ask(bridge, "GET", "/elsewhere")[0] == 404
