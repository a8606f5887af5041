#!/usr/bin/env bash
# Deploys a chart of this repository with Helm: short options for "stacks deploy ENV CHART --charts" (docs/second-day.md), which does it all.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
project="$(dirname "$here")"

environment=dev
chart=mcp-box
action=--install
timeout=600s
# Options of the command line, in the order in which they were given.
options=()
# What Helm gets besides.
passed=()

usage() {
  cat <<'END'
Usage: helm-deploy.sh [options] [-- options of helm install or helm upgrade]

Deploys dist/charts/CHART with its values for an environment, and your own values over those.

  -e, --environment ENV     an environment, such as prod (default: dev)
  -n, --namespace NS        namespace (default: global.namespace of the chart's values for the environment, or that of the environment,
                            such as ai-gateway-prod)
  -v, --version VERSION     version of the application (default: that of the chart's values)
  -d, --dry-run             show what would be deployed, deploy nothing
  -u, --upgrade             upgrade a release that is there
  -r, --release-name NAME   name of the release (default: the name of the chart)
  -t, --timeout DURATION    how long to wait, such as 600s or 10m (default: 600s)
      --no-wait             do not wait until all pods are ready
      --no-preflight        do not ask first what the cluster lacks
  -y, --yes                 deploy to production without asking, as with the variable STACKS_YES=true
  -c, --chart NAME          chart to deploy (default: mcp-box)
  -f, --values FILE         a values file of your own, - for the standard input; may be given several times
      --set KEY=VALUE       a value, as Helm takes it; may be given several times, as may
      --set-string, --set-file, --set-json, --set-literal KEY=VALUE
      --kube-context NAME   context of the kubeconfig (default: the current one); --context is the same
  -h, --help                show this

An option with two dashes may be written with its value in one word: --environment=prod. An environment is production if its file says
so (environments/ENV.ts).

It is the same as "stacks deploy ENV CHART --charts --charts-folder dist/charts --install", and needs Node.js, as that does. PROGRESS_SECONDS
is the time between two looks at the pods, and CHARTS another folder with charts. "stacks status" and "stacks rollback" look at what is
deployed, and go back (docs/second-day.md).

Exit codes: 0; 1 where something is missing, was not deployed, or is not ready in time; 2 for an error before anything was changed.

Examples:
  ./helm-deploy.sh -e dev
  ./helm-deploy.sh -e prod -u -v v1.2.3
  ./helm-deploy.sh -e dev -n my-namespace -r my-release
  ./helm-deploy.sh -e prod -c claude-relay
  ./helm-deploy.sh -e prod -c claude-relay --kube-context production -f my-values.yaml --set replicaCount=5 --dry-run
END
}

fail() {
  printf 'helm-deploy.sh: %s\n' "$*" >&2
  exit 2
}

# An option needs a value that is there and not another option.
needs_value() {
  if [ "$#" -lt 2 ] || [ -z "$2" ] || [ "${2#-}" != "$2" ]; then fail "$1 needs a value; see --help."; fi
}

while [ "$#" -gt 0 ]; do
  # --option=value is --option value, of the options that have one.
  case "$1" in
    --environment=* | --namespace=* | --version=* | --release-name=* | --timeout=* | --chart=* | --values=* | --kube-context=* | \
      --context=* | --set=* | --set-string=* | --set-file=* | --set-json=* | --set-literal=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      ;;
  esac
  case "$1" in
    -e | --environment) needs_value "$@"; environment="$2"; shift ;;
    -c | --chart) needs_value "$@"; chart="$2"; shift ;;
    -t | --timeout) needs_value "$@"; timeout="$2"; shift ;;
    -v | --version) needs_value "$@"; options+=(--app-version "$2"); shift ;;
    -n | --namespace) needs_value "$@"; options+=(--namespace "$2"); shift ;;
    -r | --release-name) needs_value "$@"; options+=(--release-name "$2"); shift ;;
    --kube-context | --context) needs_value "$@"; options+=(--context "$2"); shift ;;
    -f | --values)
      [ "${2:-}" = - ] || needs_value "$@"
      options+=(-f "$2")
      shift
      ;;
    --set | --set-string | --set-file | --set-json | --set-literal) needs_value "$@"; options+=("$1" "$2"); shift ;;
    -d | --dry-run) options+=(--dry-run --show-manifests) ;;
    -u | --upgrade) action=--upgrade ;;
    -y | --yes) options+=(--yes) ;;
    --no-wait | --no-preflight) options+=("$1") ;;
    -h | --help) usage && exit 0 ;;
    --) passed=("${@:2}"); break ;;
    *) fail "$1 is not an option; see --help." ;;
  esac
  shift
done

command -v node >/dev/null || fail "Node.js is not on the PATH; install it, and then the command line: npm ci in $project."
[ -e "$project/node_modules" ] || fail "the command line is not installed; run npm ci in $project."

# Files that the user names are seen from the folder that the user is in.
INIT_CWD="$PWD" exec node "$project/run.cjs" lib/app/cli/stacks.ts deploy "$environment" "$chart" --charts \
  --charts-folder "${CHARTS:-$project/dist/charts}" "$action" --timeout "$timeout" ${options[@]+"${options[@]}"} -- ${passed[@]+"${passed[@]}"}
