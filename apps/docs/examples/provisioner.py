"""A provisioner for a deployment that keeps its sessions in SQLite, in the three tables below. Change the statements
to those of your own database. Python 3.9 or newer, nothing to install. Run it beside a test deployment, never in
production:

    DATABASE=test.sqlite PROVISIONER_KEY=... PORT=9090 python3 provisioner.py
"""

import json
import os
import secrets
import sqlite3
import sys
import time
import uuid
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TABLES = """
create table if not exists api_keys (key text primary key, account text not null);
create table if not exists live_entities (
  id text primary key, account text not null, scenario text, version integer not null default 0,
  faults integer not null default 0);
create table if not exists live_sessions (
  id text primary key, entity_id text not null references live_entities (id), stream_key text not null,
  created_at integer not null, updated_at integer not null, duration real);
create index if not exists newest on live_sessions (entity_id, created_at, id);
"""


class NotFound(Exception):
    """An id that is not there: 404."""


def epoch_seconds(instant):
    return int(datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp())


def instant(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def shown(row):
    session = {
        "id": row["id"],
        "entity_id": row["entity_id"],
        "stream_key": row["stream_key"],
        "created_at": instant(row["created_at"]),
        "updated_at": instant(row["updated_at"]),
    }
    if row["duration"] is not None:
        session["duration"] = row["duration"]
    return session


def find(database, entity, session):
    query = "select * from live_sessions where entity_id = ? and id = ?"
    row = database.execute(query, (entity, session)).fetchone()
    if row is None:
        raise NotFound()
    return row


def touch(database, entity):
    """Counts a change, where the deployment makes its ETags from such a count."""
    changed = database.execute("update live_entities set version = version + 1 where id = ?", (entity,))
    if changed.rowcount == 0:
        raise NotFound()


def insert(database, entity, session):
    touch(database, entity)
    duration = session.get("duration")
    created = epoch_seconds(session["created_at"]) if session.get("created_at") else int(time.time())
    updated = epoch_seconds(session["updated_at"]) if session.get("updated_at") else created + int(duration or 0)
    key = session.get("stream_key") or "live_" + secrets.token_hex(9)
    new = str(uuid.uuid4())
    row = (new, entity, key, created, updated, duration)
    database.execute("insert into live_sessions values (?, ?, ?, ?, ?, ?)", row)
    return shown(find(database, entity, new))


def create_scenario(database, wanted):
    scenario = str(uuid.uuid4())
    accounts, entities = {}, {}
    # Accounts and keys of this scenario alone: runs side by side never meet.
    for account in wanted["accounts"]:
        key = f"uap-{secrets.token_hex(16)}-{secrets.token_hex(4)}"
        database.execute("insert into api_keys values (?, ?)", (key, f"{scenario}/{account}"))
        accounts[account] = {"authorization": key}
    for entity in wanted["live_entities"]:
        new = str(uuid.uuid4())
        row = (new, f"{scenario}/{entity['account']}", scenario)
        database.execute("insert into live_entities (id, account, scenario) values (?, ?, ?)", row)
        sessions = [insert(database, new, session) for session in entity["live_sessions"]]
        entities[entity["name"]] = {"id": new, "live_sessions": sessions}
    return {"id": scenario, "accounts": accounts, "live_entities": entities}


def delete_scenario(database, scenario):
    database.execute("delete from api_keys where account like ? || '/%'", (scenario,))
    entities = "select id from live_entities where scenario = ?"
    database.execute(f"delete from live_sessions where entity_id in ({entities})", (scenario,))
    if database.execute("delete from live_entities where scenario = ?", (scenario,)).rowcount == 0:
        raise NotFound()


def update(database, entity, session, change):
    row = find(database, entity, session)
    updated = epoch_seconds(change["updated_at"]) if change.get("updated_at") else int(time.time())
    duration = change.get("duration", row["duration"])
    statement = "update live_sessions set updated_at = ?, duration = ? where id = ?"
    database.execute(statement, (max(updated, row["created_at"]), duration, session))
    touch(database, entity)
    return shown(find(database, entity, session))


def delete(database, entity, session):
    find(database, entity, session)
    database.execute("delete from live_sessions where id = ?", (session,))
    touch(database, entity)


def inject_faults(database, entity, requests):
    """The deployment counts this down and fails, before a GET that would have been 200."""
    changed = database.execute("update live_entities set faults = ? where id = ?", (requests, entity))
    if changed.rowcount == 0:
        raise NotFound()


def answer(database, method, path, body):
    """Status and body (None: no body) of one request of the protocol."""
    parts = path.strip("/").split("/")
    if (method, parts) == ("GET", ["capabilities"]):
        return 200, {"version": "1", "capabilities": ["insert", "update", "delete", "fault"], "settle_ms": 0}
    if (method, parts) == ("POST", ["scenarios"]):
        return 201, create_scenario(database, body)
    if method == "DELETE" and len(parts) == 2 and parts[0] == "scenarios":
        return 204, delete_scenario(database, parts[1])
    if parts[0] == "live_entities" and len(parts) == 3:
        if method == "POST" and parts[2] == "live_sessions":
            return 201, insert(database, parts[1], body)
        if method == "POST" and parts[2] == "faults":
            return 204, inject_faults(database, parts[1], body["requests"])
    if parts[0] == "live_entities" and len(parts) == 4 and parts[2] == "live_sessions":
        if method == "PATCH":
            return 200, update(database, parts[1], parts[3], body)
        if method == "DELETE":
            return 204, delete(database, parts[1], parts[3])
    raise NotFound()


class Provisioner(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"null")
        if self.headers.get("Authorization") != os.environ.get("PROVISIONER_KEY"):
            return 401, failure("The provisioning key is missing or not valid.")
        database = sqlite3.connect(os.environ.get("DATABASE", "test.sqlite"), timeout=5)
        database.row_factory = sqlite3.Row
        try:
            # One transaction a request: what was acknowledged is there, and nothing is there by halves.
            with database:
                return answer(database, self.command, self.path, body)
        except NotFound:
            return 404, failure("There is no such scenario, live entity or live session.")
        except (KeyError, TypeError, ValueError) as error:
            return 400, failure(f"The request is not of the protocol: {error!r}.")
        finally:
            database.close()

    def respond(self):
        status, body = self.handle_one()
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_DELETE = respond

    def log_message(self, *_):
        pass


def failure(message):
    return {"message": message, "error_type": "invalid_request_error"}


if __name__ == "__main__":
    with sqlite3.connect(os.environ.get("DATABASE", "test.sqlite")) as setup:
        setup.executescript(TABLES)
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9090"))), Provisioner)
    print(f"Provisioning at http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
