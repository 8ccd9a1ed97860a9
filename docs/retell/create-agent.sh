#!/usr/bin/env bash
# Creates the agent of meridian-agent.json in your Retell workspace through Retell's API.
#   RETELL_API_KEY=key_... docs/retell/create-agent.sh https://your-gateway.example
# Needs curl and jq. With DRY_RUN=1 it prints the two request bodies instead of sending them.
set -euo pipefail
gateway=${1:?usage: RETELL_API_KEY=key_... $0 https://your-gateway.example}
case $gateway in https://*) ;; *) echo "gateway: $gateway (expected: an https:// address that Retell can reach)" >&2; exit 2 ;; esac
template=$(dirname "$0")/meridian-agent.json
filled=$(jq --arg gateway "${gateway%/}" 'walk(if type == "string" then gsub("https://YOUR-GATEWAY"; $gateway) else . end)' "$template")

create() { # path, body
  if [ -n "${DRY_RUN:-}" ]; then jq . <<<"$2" >&2; echo '{"llm_id":"llm_dry_run","agent_id":"agent_dry_run"}'; return; fi
  curl --fail-with-body -sS -X POST "https://api.retellai.com/$1" \
    -H "Authorization: Bearer ${RETELL_API_KEY:?set RETELL_API_KEY to an API key of your workspace}" \
    -H 'Content-Type: application/json' -d "$2"
}

llm_id=$(create create-retell-llm "$(jq .retellLlmData <<<"$filled")" | jq -r .llm_id)
agent_id=$(create create-agent "$(jq --arg id "$llm_id" 'del(.retellLlmData) | .response_engine.llm_id = $id' <<<"$filled")" | jq -r .agent_id)
echo "agent $agent_id with LLM $llm_id: publish it in the dashboard, then bind a phone number to it"
