#!/usr/bin/env bash
# Deploys a chart of this repository with Helm: checks first, says what it will do and in which cluster, shows how far it is, and
# says why a rollout does not finish.
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
yes="${STACKS_YES:-false}"
context=''
# What Helm gets of the user's own values, in the order in which it was given.
given=()
# What Helm gets besides.
passed=()

usage() {
  cat <<'END'
Usage: helm-deploy.sh [options] [-- options of helm install or helm upgrade]

Deploys dist/charts/CHART with its values for an environment, and your own values over those.

  -e, --environment ENV     an environment that the charts have values for, such as prod (default: dev)
  -n, --namespace NS        namespace (default: global.namespace of the chart's values for the environment, else ai-gateway-ENV)
  -v, --version VERSION     version of the application (default: that of the chart's values)
  -d, --dry-run             show what would be deployed, deploy nothing
  -u, --upgrade             upgrade a release that is there
  -r, --release-name NAME   name of the release (default: the name of the chart)
  -t, --timeout DURATION    how long to wait, such as 600s or 10m (default: 600s)
      --no-wait             do not wait until all pods are ready
  -y, --yes                 deploy to production without asking, as with the variable STACKS_YES=true
  -c, --chart NAME          chart to deploy (default: mcp-box)
  -f, --values FILE         a values file of your own, - for the standard input; may be given several times
      --set KEY=VALUE       a value, as Helm takes it; may be given several times, as may
      --set-string, --set-file, --set-json, --set-literal KEY=VALUE
      --kube-context NAME   context of the kubeconfig (default: the current one)
  -h, --help                show this

An option with two dashes may be written with its value in one word: --environment=prod. An environment is production if its file says
so (environments/ENV.ts). Where Node.js is, "stacks deploy ENV CHART --charts" does the same with more checks (docs/second-day.md).

Examples:
  ./helm-deploy.sh -e dev
  ./helm-deploy.sh -e prod -u -v v1.2.3
  ./helm-deploy.sh -e dev -n my-namespace -r my-release
  ./helm-deploy.sh -e prod -c claude-relay
  ./helm-deploy.sh -e prod -c claude-relay --kube-context production -f my-values.yaml --set replicaCount=5 --dry-run
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

# A values file, or - for the standard input, which is read once and used twice.
add_values_file() {
  local file="$1"
  if [ "$file" = - ]; then
    file="$(mktemp)"
    trap 'rm -f "$file_of_input"' EXIT
    file_of_input="$file"
    cat >"$file"
  fi
  [ -r "$file" ] && [ ! -d "$file" ] || fail "the values file $1 cannot be read."
  given+=(-f "$file")
}

while [ "$#" -gt 0 ]; do
  # --option=value is --option value, of the options that have one.
  case "$1" in
    --environment=* | --namespace=* | --version=* | --release-name=* | --timeout=* | --chart=* | --values=* | --kube-context=* | \
      --set=* | --set-string=* | --set-file=* | --set-json=* | --set-literal=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      ;;
  esac
  case "$1" in
    -e | --environment) needs_value "$@"; environment="$2"; shift ;;
    -n | --namespace) needs_value "$@"; namespace="$2"; shift ;;
    -v | --version) needs_value "$@"; version="$2"; shift ;;
    -r | --release-name) needs_value "$@"; release="$2"; shift ;;
    -t | --timeout) needs_value "$@"; timeout="$2"; shift ;;
    -c | --chart) needs_value "$@"; chart="$2"; shift ;;
    --kube-context) needs_value "$@"; context="$2"; shift ;;
    -f | --values)
      [ "${2:-}" = - ] || needs_value "$@"
      add_values_file "$2"
      shift
      ;;
    --set | --set-string | --set-file | --set-json | --set-literal)
      needs_value "$@"
      [ "${2#*=}" != "$2" ] || fail "$1 $2 has no value; write KEY=VALUE."
      given+=("$1" "$2")
      shift
      ;;
    -d | --dry-run) dry_run=true ;;
    -u | --upgrade) upgrade=true ;;
    --no-wait) wait=false ;;
    -y | --yes) yes=true ;;
    --)
      passed=("${@:2}")
      break
      ;;
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

# A value that a file has under global, if it does.
global_in() {
  awk -v key="$2:" '/^[^ #]/ { inside = ($1 == "global:") } inside && $1 == key { gsub(/["'\'']/, "", $2); print $2; exit }' "$1"
}
[ -n "$namespace" ] || namespace="$(global_in "$values" namespace)"
[ -n "$namespace" ] || namespace="ai-gateway-$environment"
[ -n "$release" ] || release="$chart"

# As in all charts, which also ask what the values say of names.
matches "$namespace" '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?' ||
  fail "--namespace $namespace: The namespace must be at most 63 lowercase letters, digits and \"-\"."
matches "$release" '[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?' ||
  fail "--release-name $release: The release name must be at most 53 lowercase letters, digits and \"-\", since it is part of the names of Services."
matches "$timeout" '([0-9]+(s|m|h))+' || fail "the timeout $timeout must be a duration such as 600s or 10m."
[ -z "$version" ] || matches "$version" '[A-Za-z0-9][A-Za-z0-9._-]{0,62}' || fail "the version $version must be an image tag such as v1.2.3."

for tool in helm kubectl; do
  command -v "$tool" >/dev/null || fail "$tool is not on the PATH; install it first."
done

here_in=(--namespace "$namespace")
in_context=()
if [ -n "$context" ]; then
  here_in+=(--kube-context "$context")
  in_context=(--context "$context")
fi
kubectl_here() { kubectl ${in_context[@]+"${in_context[@]}"} "$@"; }

arguments=("$release" "$folder" -f "$values" ${given[@]+"${given[@]}"} "${here_in[@]}" --timeout "$timeout")
# A namespace in the values has to be the one that the release goes to.
if [ -n "$(global_in "$folder/values.yaml" namespace)" ]; then arguments+=(--set "global.namespace=$namespace"); fi
if [ -n "$version" ]; then
  if [ -n "$(global_in "$folder/values.yaml" version)" ]; then
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

# What Helm says of the values, without what it says of its templates and warns of. Values of a chart within another one have its name in
# front.
sentence_of() {
  sed -e 's/^Error: //' -e 's#^execution error at ([^)]*/charts/\([^/]*\)/[^)]*): #\1.#' -e 's/^execution error at ([^)]*): //' \
    -e '/^Use --debug flag/d' -e '/^[a-z_]*[.]go:[0-9]*: warning: /d' -e '/level=WARN/d' -e '/^ *$/d'
}

# What is wrong with the values is known without a cluster, and in the same words as everywhere.
if ! complaint="$(helm template "${arguments[@]}" 2>&1 >/dev/null)"; then fail "$(printf '%s\n' "$complaint" | sentence_of)"; fi
current="${context:-$(kubectl config current-context 2>/dev/null)}" || true

say "Context:     ${current:-none in the kubeconfig}"
say "Chart:       $chart ($environment)"
say "Release:     $release"
say "Namespace:   $namespace"
say "Version:     ${version:-as in the values}"
say "Action:      $verb$($dry_run && printf ', dry run: nothing is deployed' || true)"
say "Wait:        $($wait && printf 'until all is ready, at most %s' "$timeout" || printf 'no')"

complaint="$(kubectl_here cluster-info 2>&1 >/dev/null)" ||
  fail "the cluster${current:+ of the context $current} does not answer: $(printf '%s\n' "$complaint" | sed '/^ *$/d' | tail -n 1)"

# Custom resources that the values ask for and the cluster has no definition of. The chart says each in a sentence, with its value, but Helm
# stops at the first: so the chart is told of each kind in turn that it is there.
kinds=v1/Pod
lacking=''
while ! complaint="$(helm template "${arguments[@]}" --api-versions "$kinds" 2>&1 >/dev/null)"; do
  said="$(printf '%s\n' "$complaint" | sentence_of)"
  [[ "$said" =~ the\ cluster\ has\ no\ ([A-Za-z]+)\ of\ ([A-Za-z0-9./-]+)\; ]] || fail "$said"
  kind="${BASH_REMATCH[1]}"
  version="${BASH_REMATCH[2]}"
  kubectl_here get --raw "/apis/$version" 2>/dev/null | grep -q "\"kind\":\"$kind\"" || lacking+="  $said"$'\n'
  kinds+=",$version/$kind"
done
[ -z "$lacking" ] || fail "the cluster lacks definitions that the values ask for:"$'\n'"${lacking%$'\n'}"

arguments+=(${passed[@]+"${passed[@]}"})
if $dry_run; then
  # By the server, which says what is there: a namespace that is there stays as it is.
  helm "$verb" "${arguments[@]}" --dry-run=server
  exit
fi

# A person types the name of what is production; where nobody can, somebody has to have said yes.
if ! [ "$yes" = true ] && grep -Eqs '^ *production: true,' "$here/../environments/$environment.ts"; then
  [ -t 0 ] || fail "$environment is production, and nobody can be asked here: nothing was changed. Add --yes to go on without being asked."
  read -r -p "Deploy $environment, which is production, in ${current:-the cluster}? Type $environment to go on: " answer || true
  [ "${answer:-}" = "$environment" ] || fail "nothing was changed: the answer was not $environment."
fi

is_there() { helm status "$release" "${here_in[@]}" >/dev/null 2>&1; }
if is_there; then
  $upgrade || fail "the release $release is already in the namespace $namespace; use --upgrade."
else
  ! $upgrade || fail "there is no release $release in the namespace $namespace to upgrade; leave --upgrade out to install it."
fi

# One line on the pods of the release: how many are ready.
progress() {
  kubectl_here get pods --namespace "$namespace" -l "app.kubernetes.io/instance=$release" --no-headers 2>/dev/null |
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

complain() { printf '%s\n' "$*" >&2; }
is_there || fail "nothing was deployed, for the reason that Helm gives above."

# Why pods are not ready: what the scheduler, the kubelet and the container runtime say of them.
reasons='{{range .items}}{{$pod := .metadata.name}}{{range .status.conditions}}{{if and (eq .type "PodScheduled") (eq .status "False")}}{{$pod}}: {{.reason}}: {{.message}}{{"\n"}}{{end}}{{end}}'
reasons+='{{range .status.initContainerStatuses}}{{$name := .name}}{{with .state.waiting}}{{$pod}}, {{$name}}: {{.reason}}{{with .message}}: {{.}}{{end}}{{"\n"}}{{end}}{{end}}'
reasons+='{{range .status.containerStatuses}}{{$name := .name}}{{with .state.waiting}}{{$pod}}, {{$name}}: {{.reason}}{{with .message}}: {{.}}{{end}}{{"\n"}}{{end}}'
reasons+='{{end}}{{end}}'

selector="app.kubernetes.io/instance=$release"
indented() { sed 's/^/  /' >&2; }
complain "helm-deploy.sh: the deployment did not finish."
causes="$(kubectl_here get pods --namespace "$namespace" -l "$selector" -o go-template="$reasons" 2>/dev/null || true)"
if [ -n "$causes" ]; then
  complain "Pods that do not start:"
  printf '%s\n' "$causes" | indented
  # The last words of those that start and stop again.
  printf '%s\n' "$causes" | sed -n 's/^\([^ ,]*\), \([^ :]*\): CrashLoopBackOff.*/\1 \2/p' | while read -r pod container; do
    complain "The last lines of $pod, $container:"
    kubectl_here logs --namespace "$namespace" "$pod" -c "$container" --previous --tail=5 2>/dev/null | indented || true
  done
fi
warnings="$(kubectl_here get events --namespace "$namespace" --field-selector type=Warning --sort-by=.lastTimestamp --no-headers 2>/dev/null | tail -n 5 || true)"
if [ -n "$warnings" ]; then
  complain "The last warnings in the namespace:"
  printf '%s\n' "$warnings" | indented
fi
flags="-n $namespace${context:+ --kube-context $context}"
kubectl_flags="-n $namespace${context:+ --context $context}"
complain "More: kubectl describe pods $kubectl_flags -l $selector"
complain "      stacks status $environment, where Node.js is, says of each pod in words why it is not ready (docs/second-day.md)"
complain "      kubectl logs $kubectl_flags -l $selector --all-containers --tail=50"

# The last revision that was once deployed, which there is none of after a first installation.
last="$(helm history "$release" "${here_in[@]}" 2>/dev/null | awk '/[[:space:]](deployed|superseded)[[:space:]]/ { revision = $1 } END { print revision }')" || true
if [ -n "$last" ]; then
  complain "To go back: helm rollback $release $last $flags"
else
  complain "Nothing was deployed before, so there is nothing to go back to. Remove the cause and repeat the command with --upgrade, or remove"
  complain "the release: helm uninstall $release $flags"
fi
exit 1
