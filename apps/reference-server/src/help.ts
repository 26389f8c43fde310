/** What `--help` prints. */
export const HELP = `live-sessions-server: lists live sessions, newest first, from SQLite or PostgreSQL

  live-sessions-server serve --database <file> [options]
  live-sessions-server sample [--port <n>]
  live-sessions-server accounts create|list|delete, entities create|list|delete, keys create|list|revoke, sessions delete
  live-sessions-server import|export|verify
  live-sessions-server --version

serve
  --database <location>     SQLite file, made if it is not there; :memory: for one that is gone afterwards;
                            or postgres://user:password@host:port/database
  --sharded on|off          PostgreSQL's tables are sharded by entity: no statement reads of two (default off)
  --partitions <n>          hash partitions of sessions by entity, where this start makes PostgreSQL's tables (default 1: none)
  --check-at-start on|off   read the whole SQLite file before serving, and refuse a damaged one (default on)
  --port <n>                where the list is served (default 8080; 0 takes a free one)
  --host <address>          which address it listens on (default 127.0.0.1)
  --provisioning-port <n>   also serve the provisioning protocol, on loopback only; never in production: whoever
                            reaches it makes accounts and data
  --ingest-port <n>         also take POST /ingest/sessions/start, /signal and /end from media servers, on the same address
  --signal-timeout-seconds <n>
                            with --ingest-port: a session of which no signal was reported for so long has ended
                            (default 0: never); media servers then have to report signals, three in that time at least
  --second-session end|refuse|keep
                            with --ingest-port: what a session in progress comes to when another one of its entity begins: it
                            ends at its last signal (default), the new one is 409, or both go on
  --operations-port <n>     also serve /healthz, /readyz and /metrics
  --operations-host <address>
                            which address they are on (default 127.0.0.1: they tell what nobody outside needs to know)
  --rate-limit <n>          requests a second of one key; beyond that 429 (default: no limit)
  --cors-origins <list>     origins whose scripts may read the list, with commas between them (default: none)
  --log-level <level>       debug (each request), info, warn (default), error or silent; JSON lines on stderr
  --opentelemetry on|off    a span of each list request, exported by OTLP over HTTP as the OTEL_* variables say (default off);
                            needs packages of OpenTelemetry beside the server, and names them where they are not there
  --drain-ms <n>            on a signal, be not ready for so long before connections are refused (default 0)
  --headers-timeout-ms <n>  for a request's line and headers, then 408 (default 10000)
  --request-timeout-ms <n>  for the whole of a request, then 408 (default 60000)
  --stall-timeout-ms <n>    for the next byte either way, then the connection is closed (default 90000)
  --trouble <seed>          for tests of clients: 503s, late answers, bodies that break off and another token each time, at random
  --config <file>           JSON object with these settings by name: {"port": 8080}
  Each also as an environment variable: LIVE_SESSIONS_PORT. Flags win over variables, variables over the file.

sample                      sample data in memory, and a curl line that lists it
  --port <n>                default 4280

Administration, each with --database <file>; lists are one JSON object a line
  accounts create [--name <text>]                   prints the account's id
  accounts list
  entities create --account <id> [--id <id>] [--stream <name>]
                                                    prints the live entity's id; the stream is its name at a media server
  entities list [--account <id>]
  keys create --account <id> [--name <text>] [--scopes read,ingest] [--expires <RFC 3339>]
                                                    prints the key: stored as a hash, it is not shown again
  keys list [--account <id>]
  keys revoke --key <id>                            the key is answered 401 from now on
  accounts delete --account <id>, entities delete --entity <id>, sessions delete --entity <id> --session <id>
                                                    with everything that is theirs

Transfer, with --database <file>; one session a line, as the list shows it
  import --account <id> [--file <file>]             from stdin unless a file is named; each 1,000 lines are written
                                                    whole or not at all; the same lines twice change nothing
  export [--entity <id>]                            to stdout

  verify                                            reads everything; exit code 1 when something is damaged

Environment
  LIVE_SESSIONS_PROVISIONER_AUTHORIZATION   what the provisioning listener then requires as Authorization header

Exit codes: 0 stopped by a signal, 1 a failure at run time, 2 wrong usage
`;
