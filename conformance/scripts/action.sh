#!/usr/bin/env bash
# The GitHub action's work: calls the suite with the action's inputs, adds to the job's summary and sets the outputs.
# Inputs arrive as INPUT_<NAME>; what is empty was not given. Ends with the suite's exit code.
set -euo pipefail

folder="${INPUT_REPORT_FOLDER:-conformance-report}"
# It stands in a line of the outputs, and before files that are removed.
case "$folder" in
  *[[:cntrl:]]*)
    echo "error: report-folder holds a line break or another control character; right would be conformance-report." >&2
    exit 2
    ;;
  -*) folder="./$folder" ;;
esac
arguments=(run)

# Adds a flag once for each line of a value.
add() {
  local line
  while IFS= read -r line; do
    line="${line%$'\r'}"
    [ -z "$line" ] || arguments+=("--$1=$line")
  done <<<"$2"
}

for name in base-url provisioner live-entity other-live-entity empty-live-entity foreign-live-entity config \
  profile probes header level rule skip-rule known-failures allow-inconclusive timeout max-requests rate seed patience; do
  variable="INPUT_$(tr 'a-z-' 'A-Z_' <<<"$name")"
  add "$name" "${!variable-}"
done
[ "${INPUT_ALLOW_UNSAFE_METHODS-}" != true ] || arguments+=(--allow-unsafe-methods)
[ "${INPUT_KEEP_SCENARIO-}" != true ] || arguments+=(--keep-scenario)
case "${INPUT_MOCK-}" in
  '' | false) ;;
  true) arguments+=(--mock) ;;
  *) arguments+=("--mock=$INPUT_MOCK") ;;
esac
arguments+=(--reporter=pretty)
for reporter in json=report.json junit=report.xml markdown=report.md html=report.html; do
  arguments+=("--reporter=${reporter%%=*}=$folder/${reporter#*=}")
done

# A report of an earlier step is not this run's.
rm -f -- "$folder"/report.{json,xml,md,html}
[ -z "${INPUT_AUTHORIZATION-}" ] || export LIVE_SESSIONS_AUTHORIZATION="$INPUT_AUTHORIZATION"
[ -z "${INPUT_PROVISIONER_AUTHORIZATION-}" ] || export LIVE_SESSIONS_PROVISIONER_AUTHORIZATION="$INPUT_PROVISIONER_AUTHORIZATION"
[ -z "${INPUT_LIST_AUTHORIZATION-}" ] || export LIST_AUTHORIZATION="$INPUT_LIST_AUTHORIZATION"
# The action and the suite are one release: what a workflow pins by a tag or a commit is all that it runs.
version="$(node -p 'require(process.argv[1]).version' "$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/package.json")"
read -ra command <<<"${INPUT_COMMAND:-npx --yes @live-sessions/conformance@$version}"

# What a server said stands in the suite's output: until this token, which it cannot know, nothing there is an order to the runner.
token="$(node -p 'crypto.randomUUID()')"
exit_code=0
echo "::stop-commands::$token"
"${command[@]}" "${arguments[@]}" || exit_code=$?
echo "::$token::"

verdict='' report=''
if [ -f "$folder/report.json" ]; then
  report="$folder/report.json"
  verdict="$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).verdict.replace(/[^a-z-]/g, "")' "$report")"
fi
{
  echo "verdict=$verdict"
  echo "exit-code=$exit_code"
  echo "report=$report"
} >>"${GITHUB_OUTPUT:-/dev/null}"
if [ -f "$folder/report.md" ]; then
  cat "$folder/report.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
else
  echo "## Live sessions conformance: nothing was judged (exit $exit_code)" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
fi
exit "$exit_code"
