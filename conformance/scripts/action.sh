#!/usr/bin/env bash
# The GitHub action's work: calls the suite with the action's inputs, adds to the job's summary and sets the outputs.
# Settings of run arrive as SETTING_<NAME>, secrets as SECRET_<VARIABLE>, the action's own inputs as INPUT_<NAME> (action.yml);
# what is empty was not given. Ends with the suite's exit code.
set -euo pipefail

folder="${INPUT_REPORT_FOLDER:-conformance-report}"
# It stands in a line of the outputs, and before files that are removed.
case "$folder" in
  *[[:cntrl:]]*)
    echo "error: report-folder holds a line break or another control character; it must be a path such as conformance-report." >&2
    exit 2
    ;;
  -*) folder="./$folder" ;;
esac
arguments=(run)

# Adds a setting's flag: by itself for true, not for false, and else once for each line of the value.
add() {
  local line
  case "$2" in
    true) arguments+=("--$1") ;;
    false) ;;
    *)
      while IFS= read -r line; do
        line="${line%$'\r'}"
        [ -z "$line" ] || arguments+=("--$1=$line")
      done <<<"$2"
      ;;
  esac
}

for variable in "${!SETTING_@}"; do
  name="$(tr 'A-Z_' 'a-z-' <<<"${variable#SETTING_}")"
  add "$name" "${!variable}"
done
arguments+=(--reporter=pretty)
for reporter in json=report.json junit=report.xml markdown=report.md html=report.html sarif=report.sarif; do
  arguments+=("--reporter=${reporter%%=*}=$folder/${reporter#*=}")
done

# A report of an earlier step is not this run's.
rm -f -- "$folder"/report.{json,xml,md,html,sarif}
for variable in "${!SECRET_@}"; do
  [ -z "${!variable}" ] || export "${variable#SECRET_}=${!variable}"
done
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
