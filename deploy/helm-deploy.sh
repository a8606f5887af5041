#!/usr/bin/env bash
# Deploys a chart of this repository with Helm: checks first, says what it will do, shows how far it is, and says where to look
# when a rollout does not finish.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
charts="${CHARTS:-$here/../dist/charts}"
# Seconds between two looks at the pods.
every="${PROGRESS_SECONDS:-5}"

environment=dev
chart=mcp-box
namespace=''
version=''
release=''
timeout=600s
dry_run=false
upgrade=false
wait=true

usage() {
  cat <<'END'
Usage: helm-deploy.sh [options]

  -e, --environment ENV     an environment that the charts have values for, such as prod (default: dev)
  -n, --namespace NS        namespace (default: global.namespace of the chart's values for the environment, else ai-gateway-ENV)
  -v, --version VERSION     version of the application (default: that of the chart's values)
  -d, --dry-run             show what would be deployed, deploy nothing
  -u, --upgrade             upgrade a release that is there
  -r, --release-name NAME   name of the release (default: the name of the chart)
  -t, --timeout DURATION    how long to wait, such as 600s or 10m (default: 600s)
      --no-wait             do not wait until all pods are ready
  -c, --chart NAME          chart to deploy (default: mcp-box)
  -h, --help                show this

Examples:
  ./helm-deploy.sh -e dev
  ./helm-deploy.sh -e prod -u -v v1.2.3
  ./helm-deploy.sh -e dev -n my-namespace -r my-release
  ./helm-deploy.sh -e prod -c claude-relay
END
}

say() { printf '%s\n' "$*"; }
fail() {
  printf 'helm-deploy.sh: %s\n' "$*" >&2
  exit 1
}

# An option needs a value that is there and not another option.
needs_value() {
  if [ "$#" -lt 2 ] || [ -z "$2" ] || [ "${2#-}" != "$2" ]; then fail "$1 needs a value; see --help."; fi
}

while [ "$#" -gt 0 ]; do
  case "$1" in
    -e | --environment) needs_value "$@"; environment="$2"; shift ;;
    -n | --namespace) needs_value "$@"; namespace="$2"; shift ;;
    -v | --version) needs_value "$@"; version="$2"; shift ;;
    -r | --release-name) needs_value "$@"; release="$2"; shift ;;
    -t | --timeout) needs_value "$@"; timeout="$2"; shift ;;
    -c | --chart) needs_value "$@"; chart="$2"; shift ;;
    -d | --dry-run) dry_run=true ;;
    -u | --upgrade) upgrade=true ;;
    --no-wait) wait=false ;;
    -h | --help) usage && exit 0 ;;
    *) fail "$1 is not an option; see --help." ;;
  esac
  shift
done

matches() { [[ "$1" =~ ^($2)$ ]]; }

# The environments: those that any chart has a values-ENV.yaml for.
environments="$(cd "$charts" 2>/dev/null && printf '%s\n' */values-*.yaml | sed -n 's#^[^*/]*/values-\(.*\)\.yaml$#\1#p' | sort -u)" || true
[ -n "$environments" ] || fail "there are no values for any environment in dist/charts. Run npm run synth to make them."
is_known() {
  local name
  for name in $environments; do if [ "$name" = "$1" ]; then return 0; fi; done
  return 1
}
is_known "$environment" || fail "there is no environment $environment; there are: $(echo $environments)."
folder="$charts/$chart"
[ -f "$folder/Chart.yaml" ] || fail "there is no chart $chart in dist/charts; there are: $(cd "$charts" 2>/dev/null && echo */ | tr -d /). Run npm run synth to make them."
values="$folder/values-$environment.yaml"
[ -f "$values" ] || fail "the chart $chart has no values for $environment; add the stack to environments/$environment.ts and run npm run synth."

# The namespace that the values name under global, if they do.
namespace_in() {
  awk '/^[^ #]/ { inside = ($1 == "global:") } inside && $1 == "namespace:" { gsub(/["'\'']/, "", $2); print $2; exit }' "$1"
}
[ -n "$namespace" ] || namespace="$(namespace_in "$values")"
[ -n "$namespace" ] || namespace="ai-gateway-$environment"
[ -n "$release" ] || release="$chart"

matches "$namespace" '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?' || fail "the namespace $namespace must be at most 63 lowercase letters, digits and \"-\"."
matches "$release" '[a-z]([-a-z0-9]{0,51}[a-z0-9])?' || fail "the release name $release must be at most 53 lowercase letters, digits and \"-\"."
matches "$timeout" '([0-9]+(s|m|h))+' || fail "the timeout $timeout must be a duration such as 600s or 10m."
[ -z "$version" ] || matches "$version" '[A-Za-z0-9][A-Za-z0-9._-]{0,62}' || fail "the version $version must be an image tag such as v1.2.3."

for tool in helm kubectl; do
  command -v "$tool" >/dev/null || fail "$tool is not on the PATH; install it first."
done

arguments=("$release" "$folder" -f "$values" --namespace "$namespace" --timeout "$timeout")
# A namespace in the values has to be the one that the release goes to.
if [ -n "$(namespace_in "$folder/values.yaml")" ]; then arguments+=(--set "global.namespace=$namespace"); fi
if [ -n "$version" ]; then
  if grep -q '^global:' "$folder/values.yaml"; then
    arguments+=(--set-string "global.version=$version")
  elif grep -q '^image:' "$folder/values.yaml"; then
    arguments+=(--set-string "image.tag=$version")
  else
    fail "the chart $chart has no single version; set the versions of its stacks in a values file."
  fi
fi
$wait && arguments+=(--wait)

if $upgrade; then verb=upgrade; else
  verb=install
  arguments+=(--create-namespace)
fi

say "Chart:       $chart ($environment)"
say "Release:     $release"
say "Namespace:   $namespace"
say "Version:     ${version:-as in the values}"
say "Action:      $verb$($dry_run && printf ', dry run: nothing is deployed' || true)"
say "Wait:        $($wait && printf 'until all is ready, at most %s' "$timeout" || printf 'no')"

kubectl cluster-info >/dev/null 2>&1 || fail "the cluster does not answer; see kubectl cluster-info and kubectl config current-context."

if $dry_run; then
  exec helm "$verb" "${arguments[@]}" --dry-run=client
fi

if helm status "$release" --namespace "$namespace" >/dev/null 2>&1; then
  $upgrade || fail "the release $release is already in the namespace $namespace; use --upgrade."
else
  ! $upgrade || fail "there is no release $release in the namespace $namespace to upgrade; leave --upgrade out to install it."
fi

# One line on the pods of the release: how many are ready.
progress() {
  kubectl get pods --namespace "$namespace" -l "app.kubernetes.io/instance=$release" --no-headers 2>/dev/null |
    awk -v seconds="$SECONDS" '{ split($2, ready, "/"); total += 1; if (ready[1] == ready[2]) done += 1 }
      END { printf "%5ds  %d of %d pods are ready\n", seconds, done, total }'
}

helm "$verb" "${arguments[@]}" &
job=$!
trap 'kill "$job" 2>/dev/null || true' INT TERM
while kill -0 "$job" 2>/dev/null; do
  sleep "$every"
  if $wait && kill -0 "$job" 2>/dev/null; then progress || true; fi
done
if wait "$job"; then
  say "Done: $release is deployed to $namespace. See helm status $release -n $namespace"
  exit 0
fi

cat >&2 <<END
helm-deploy.sh: the deployment did not finish. What to look at:
  helm history $release -n $namespace
  kubectl get pods -n $namespace -l app.kubernetes.io/instance=$release
  kubectl describe pods -n $namespace -l app.kubernetes.io/instance=$release
  kubectl get events -n $namespace --sort-by=.lastTimestamp
  kubectl logs -n $namespace -l app.kubernetes.io/instance=$release --all-containers --tail=50
To go back: helm rollback $release -n $namespace
END
exit 1
