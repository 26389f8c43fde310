/** What `--help` prints. */
export const HELP = `live-sessions-server: lists live sessions, newest first, from an SQLite file

  live-sessions-server serve --database <file> [options]
  live-sessions-server sample [--port <n>]

serve
  --database <file>         SQLite file, made if it is not there; :memory: for one that is gone afterwards
  --port <n>                where the list is served (default 8080; 0 takes a free one)
  --host <address>          which address it listens on (default 127.0.0.1)
  --provisioning-port <n>   also serve the provisioning protocol, on loopback only; never in production: whoever
                            reaches it makes accounts and data

sample                      sample data in memory, and a curl line that lists it
  --port <n>                default 4280

Environment
  LIVE_SESSIONS_PROVISIONER_AUTHORIZATION   what the provisioning listener then requires as Authorization header

Exit codes: 0 stopped by a signal, 1 a failure at run time, 2 wrong usage
`;
