#!/usr/bin/env bash
# Keeps one comment on the pull request up to date with the report: the GitHub action's step for `comment: true`.
# A comment that cannot be written (a fork's token may only read) is said and fails nothing: the verdict is the exit code's.
set -euo pipefail

folder="${INPUT_REPORT_FOLDER:-conformance-report}"
case "$folder" in -*) folder="./$folder" ;; esac
summary="$folder/report.md"
api="${GITHUB_API_URL:-https://api.github.com}/repos/${GITHUB_REPOSITORY:-}"

give_up() {
  echo "The pull request has no comment: $1"
  exit 0
}

# Asks the API; the token is no argument, as those show in process lists. `ask <method> <path> [<file with the body>]`
ask() {
  local body=()
  [ $# -lt 3 ] || body=(--data-binary "@$3" --header "content-type: application/json")
  curl --silent --show-error --fail --max-time 30 --request "$1" --header @- "${body[@]}" "$api$2" <<HEADERS
authorization: Bearer $INPUT_GITHUB_TOKEN
accept: application/vnd.github+json
x-github-api-version: 2022-11-28
HEADERS
}

[ -f "$summary" ] || give_up "nothing was judged."
[ -n "${INPUT_GITHUB_TOKEN:-}" ] || give_up "github-token is empty."
number="$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).pull_request?.number ?? ""' "${GITHUB_EVENT_PATH:-/dev/null}" 2>/dev/null || true)"
[[ "$number" =~ ^[0-9]+$ ]] || give_up "the workflow was not started by one."

work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT
# The folder tells the comments of several runs in one workflow apart.
marker="<!-- live-sessions-conformance $(node -p 'encodeURIComponent(process.argv[1])' -- "$folder") -->"

# GitHub takes 65,536 characters. What is longer ends before its first folded block, where nothing is open.
node -e '
  const [summary, marker, file] = process.argv.slice(1);
  const text = fs.readFileSync(summary, "utf8");
  const whole = text.length <= 60_000;
  const short = text.slice(0, text.indexOf("\n<details>")).slice(0, 60_000) + "\nMore than fits here: see the summary of the job.\n";
  fs.writeFileSync(file, JSON.stringify({ body: `${marker}\n${whole ? text : short}` }));
' "$summary" "$marker" "$work/body.json"

# Its own comment: by its first line, and by a bot, as anybody may write that line.
own=""
for page in $(seq 1 10); do
  ask GET "/issues/$number/comments?per_page=100&page=$page" >"$work/comments.json" 2>"$work/error" ||
    give_up "$(head -c 300 "$work/error" | tr -d '[:cntrl:]')"
  found="$(node -p '
    const [file, marker] = process.argv.slice(1);
    const comments = JSON.parse(fs.readFileSync(file, "utf8"));
    const own = comments.find(({ body, user }) => user?.type === "Bot" && String(body).startsWith(marker));
    `${own?.id ?? ""} ${comments.length}`' "$work/comments.json" "$marker")"
  own="${found% *}"
  if [ -n "$own" ] || [ "${found#* }" -lt 100 ]; then break; fi
done

if [[ "$own" =~ ^[0-9]+$ ]]; then
  ask PATCH "/issues/comments/$own" "$work/body.json" >/dev/null 2>"$work/error" ||
    give_up "$(head -c 300 "$work/error" | tr -d '[:cntrl:]')"
else
  ask POST "/issues/$number/comments" "$work/body.json" >/dev/null 2>"$work/error" ||
    give_up "$(head -c 300 "$work/error" | tr -d '[:cntrl:]')"
fi
