import { commands } from '../../../lib/app/secrets/create-as-commands';
import { CERTIFICATE, KEYS, LOGIN } from './setup';

const NEEDED = {
  environment: 'prod',
  namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } }],
  secrets: [KEYS, LOGIN, CERTIFICATE],
};

it('has a command for each namespace and Secret, with no value in it', () => {
  const text = commands(NEEDED);
  expect(text).toContain("namespace ai <<'EOF'\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: ai\nEOF\n");
  expect(text).toContain(
    "# Deployment relay\ncreated 'Secret ai/keys' \\\n  kubectl create secret generic keys --namespace ai \\\n" +
      '  --from-file=jwt=<(random base64 32) \\\n  --from-file=password=<(random hex 24)\n',
  );
  expect(text).toContain('given ai login LOGIN_USER &&\ncreated ');
  expect(text).toContain('  --from-file=user=<(printf %s "$LOGIN_USER")');
  expect(text).toContain('  --type=kubernetes.io/tls \\\n  --from-file=tls.crt="$TLS_TLS_CRT_FILE"');
  expect(text.indexOf('namespace ai <<')).toBeLessThan(text.indexOf("created 'Secret"));
}); // prettier-ignore

it('asks the cluster of a context, whatever its name', () => {
  expect(commands(NEEDED, "o'brien $(id)")).toContain(` --context 'o'\\''brien $(id)' "$@"`);
});
