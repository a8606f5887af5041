import { metadataOf } from '../../engine/release/objects';
import { toYaml } from '../../engine/yaml/document';
import type { EnvironmentSecret, EnvironmentSecrets, NeededKey } from './environment-secrets';
import { issuedVariable, issuedVariables } from './issued';
import { recipeOf } from './random';

/**
 * Commands for bash that create the namespaces and Secrets of an environment, and leave alone those that are there. Values are made
 * when they run, and reach kubectl through a pipe: they are in no file, no argument and no history.
 *
 * @param context of the kubeconfig; its current one by default
 */
export function commands({ environment, namespaces, secrets }: EnvironmentSecrets, context?: string): string {
  const at = context === undefined ? '' : ` --context ${quote(context)}`;
  return [
    ...opening(environment, at),
    ...namespaces.map((namespace) => {
      const { name } = metadataOf(namespace);
      return `namespace ${name} <<'EOF'\n${toYaml(namespace)}EOF\n`;
    }),
    ...secrets.map(commandOf),
    `[[ $found == 0 ]] || echo 'Whether what was there has the right form: stacks secrets ${environment} --check'`,
    '[[ $failed == 0 ]] || echo "Not everything was created; what was is said above." >&2',
    'exit "$failed"',
    '',
  ].join('\n');
}

function opening(environment: string, at: string): readonly string[] {
  return [
    `#!/usr/bin/env bash
# Creates the namespaces and Secrets of ${environment} that are not there, and leaves alone those that are.
# Values are made when it runs: they are in no file, no argument and no history.
set -uo pipefail
failed=0
found=0

kubectl() { command "\${KUBECTL:-kubectl}"${at} "$@"; }

for program in "\${KUBECTL:-kubectl}" openssl; do
  command -v "$program" >/dev/null && continue
  echo "$program is not installed, and nothing was changed; install it, or set KUBECTL to a kubectl." >&2
  exit 2
done
if ! said=$(kubectl version --request-timeout=30s 2>&1); then
  echo "The cluster does not answer, and nothing was changed: $said; check the context, and log in again." >&2
  exit 2
fi

# created WHAT COMMAND...: runs a command that creates something, and says what came of it
created() {
  local what=$1 said
  shift
  if said=$("$@" 2>&1); then
    echo "$what: created"
  elif [[ $said == *'already exists'* ]]; then
    echo "$what: exists, left alone"
    found=1
  else
    echo "$what: not created: $said" >&2
    failed=1
  fi
}

# namespace NAME: creates a namespace as "kubectl apply --server-side" of the manifests would, so that it may change it later
namespace() {
  if kubectl get namespace "$1" >/dev/null 2>&1; then
    echo "Namespace $1: exists, left alone"
  else
    created "Namespace $1" kubectl apply --server-side -f -
  fi
}

# given NAMESPACE NAME VARIABLE...: whether the values that others issue are in these variables
given() {
  local place=$1/$2 namespace=$1 name=$2 variable missing=''
  shift 2
  for variable in "$@"; do
    [[ -n \${!variable:-} ]] || missing="$missing $variable"
  done
  [[ -n $missing ]] || return 0
  if kubectl get secret "$name" --namespace "$namespace" >/dev/null 2>&1; then
    echo "Secret $place: exists, left alone"
    found=1
  else
    echo "Secret $place: not created: others issue its values; set$missing first" >&2
    failed=1
  fi
  return 1
}

# random ENCODING BYTES [PREFIX]: a new value, without a line break
random() { printf '%s%s' "\${3:-}" "$(openssl rand "-$1" "$2")"; }
`,
  ];
}

function commandOf(secret: EnvironmentSecret): string {
  const { name, namespace, keys, readers, type } = secret;
  const reason = `# ${readers.map((reader) => reader.replace(`${namespace}/`, '')).join(', ')}`;
  if (keys.length === 0)
    return `${reason}
echo 'Secret ${namespace}/${name}: not created: its readers take all of its keys, whatever they are; create it yourself' >&2
failed=1
`;
  const variables = issuedVariables(secret).map((variable) => variable.name);
  const given = variables.length === 0 ? '' : `given ${namespace} ${name} ${variables.join(' ')} &&\n`;
  const command = [
    `${given}created 'Secret ${namespace}/${name}' \\\n  kubectl create secret generic ${name} --namespace ${namespace}`,
    ...(type === 'Opaque' ? [] : [`--type=${type}`]),
    ...keys.map((key) => `--from-file=${key.name}=${sourceOf(secret, key)}`),
  ];
  return `${reason}\n${command.join(' \\\n  ')}\n`;
}

/** Where kubectl reads the value of a key. */
function sourceOf(secret: EnvironmentSecret, key: NeededKey): string {
  if (key.form.issuer !== undefined) {
    const { name, isFile } = issuedVariable(secret, key);
    return isFile ? `"$${name}"` : `<(printf %s "$${name}")`;
  }
  const { prefix, random } = recipeOf(key.form);
  if (random === undefined) return `<(printf %s ${quote(prefix)})`;
  const words = ['random', random.encoding, String(random.bytes), ...(prefix === '' ? [] : [quote(prefix)])];
  return `<(${words.join(' ')})`;
}

/** A word for a shell. */
function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
