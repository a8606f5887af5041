import { SUPPORTED_MINORS } from '../../lib/kubernetes/supported-versions';
import { ObjectFiles } from './kubeconform';

const { oldest, newest } = SUPPORTED_MINORS;

const container = { name: 'a', image: 'a:1' };
const selector = { matchLabels: { a: 'b' } };

function deployment(ofContainer: object, ofSpec: object = {}): object {
  const template = {
    metadata: { labels: { a: 'b' } },
    spec: { containers: [{ ...container, ...ofContainer }] },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { selector, template, ...ofSpec },
  };
}

function custom(apiVersion: string, kind: string, spec: object, metadata: object = { name: 'a' }): object {
  return { apiVersion, kind, metadata, spec };
}

const monitoring = 'monitoring.coreos.com/v1';
const vpa = 'autoscaling.k8s.io/v1';
const gateway = 'gateway.networking.k8s.io/v1';
const secrets = 'external-secrets.io/v1';
const logging = 'logging.banzaicloud.io/v1beta1';
const openshift = 'route.openshift.io/v1';
const rule = (fields: object): object => ({ groups: [{ name: 'a', rules: [{ expr: '1', ...fields }] }] });
const flow = { match: [{ select: { labels: { a: 'b' } } }], localOutputRefs: ['a'] };
const output = { host: 'a', port: 9200, scheme: 'https' };
const target = { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' } };

/** What is taken, so that what is rejected below is rejected for the one thing that is wrong with it. */
const right: Readonly<Record<string, object>> = {
  'a Deployment': deployment({ ports: [{ containerPort: 80 }] }, { replicas: 2 }),
  'a ServiceMonitor': custom(monitoring, 'ServiceMonitor', { selector, endpoints: [{ interval: '30s' }] }),
  'a PrometheusRule': custom(monitoring, 'PrometheusRule', rule({ alert: 'A', for: '1m' })),
  'a VerticalPodAutoscaler': custom(vpa, 'VerticalPodAutoscaler', target),
  'an HTTPRoute': custom(gateway, 'HTTPRoute', {
    hostnames: ['a.example'],
    rules: [{ backendRefs: [{ name: 'a', port: 80 }] }],
  }),
  'an ExternalSecret': custom(secrets, 'ExternalSecret', { secretStoreRef: { name: 'a' } }),
  'a Route': custom(openshift, 'Route', { to: { kind: 'Service', name: 'a' }, tls: { termination: 'edge' } }),
  'a Flow': custom(logging, 'Flow', flow),
  'an Output': custom(logging, 'Output', { elasticsearch: output }),
};

/** What is rejected, and what is said of it. */
const wrong: Readonly<Record<string, readonly [object, RegExp]>> = {
  'a misspelt field': [deployment({ imagePullPolcy: 'Always' }), /'imagePullPolcy' not allowed/],
  'a misspelt field of the metadata': [
    { ...deployment({}), metadata: { name: 'a', label: {} } },
    /'label' not allowed/,
  ],
  'a field that is missing': [deployment({ ports: [{ name: 'http' }] }), /missing property 'containerPort'/],
  'a wrong type': [deployment({}, { replicas: '2' }), /got string, want .*integer/],
  'an unknown kind': [custom('apps/v1', 'Deploymnet', {}), /could not find schema for Deploymnet/],
  'a kind in a group that does not have it': [
    custom('networking.example/v1', 'Ingress', {}),
    /could not find/,
  ],
  'an API version that is gone': [
    custom('autoscaling/v2beta2', 'HorizontalPodAutoscaler', {}),
    /could not find/,
  ],
  'a field that a ServiceMonitor does not have': [
    custom(monitoring, 'ServiceMonitor', { selector, endpoints: [{ intervall: '30s' }] }),
    /'intervall' not allowed/,
  ],
  'a wrong field of the metadata of a custom kind': [
    custom(monitoring, 'ServiceMonitor', { selector, endpoints: [] }, { name: 'a', label: {} }),
    /'label' not allowed/,
  ],
  'a duration that a PrometheusRule cannot have': [
    custom(monitoring, 'PrometheusRule', rule({ alert: 'A', for: '1 minute' })),
    /does not match pattern/,
  ],
  'a number where a PrometheusRule has a text': [
    custom(monitoring, 'PrometheusRule', rule({ alert: 'A', labels: { severity: 1 } })),
    /got number, want string/,
  ],
  'a mode that a VerticalPodAutoscaler does not have': [
    custom(vpa, 'VerticalPodAutoscaler', { ...target, updatePolicy: { updateMode: 'Recreation' } }),
    /value must be one of/,
  ],
  'a port that an HTTPRoute cannot have': [
    custom(gateway, 'HTTPRoute', { rules: [{ backendRefs: [{ name: 'a', port: 65536 }] }] }),
    /maximum: got 65,?536/,
  ],
  'a reference that an ExternalSecret does not have': [
    custom(secrets, 'ExternalSecret', { secretStoreReference: { name: 'a' } }),
    /'secretStoreReference' not allowed/,
  ],
  'a termination that a Route does not have': [
    custom(openshift, 'Route', { to: { kind: 'Service', name: 'a' }, tls: { termination: 'Edge' } }),
    /value must be one of/,
  ],
  'a Flow of another version': [custom('logging.banzaicloud.io/v1', 'Flow', flow), /could not find/],
  'a field that a Flow does not have': [
    custom(logging, 'Flow', { ...flow, outputs: ['a'] }),
    /'outputs' not allowed/,
  ],
  'a scheme that an Output does not have': [
    custom(logging, 'Output', { elasticsearch: { ...output, scheme: 'tcp' } }),
    /value must be one of/,
  ],
};

describe.each([oldest, newest])('Kubernetes 1.%i', (minor) => {
  const files = new ObjectFiles([...Object.values(right), ...Object.values(wrong).map(([object]) => object)]);
  const verdict = files.validate(minor);
  afterAll(() => files.remove());

  it.each(Object.keys(right))('takes %s', async (name) => {
    expect((await verdict).wrong.get(Object.keys(right).indexOf(name))).toBeUndefined();
  });

  it.each(Object.keys(wrong))('rejects %s', async (name) => {
    const [, message] = wrong[name] ?? [];
    const index = Object.keys(right).length + Object.keys(wrong).indexOf(name);
    expect((await verdict).wrong.get(index)).toMatch(message ?? '');
  });

  it('counts what is wrong and skips nothing', async () => {
    const { valid, invalid, errors, skipped } = await verdict;
    expect({ valid, wrong: invalid + errors, skipped }).toEqual({
      valid: Object.keys(right).length,
      wrong: Object.keys(wrong).length,
      skipped: 0,
    });
  });
});

it('rejects an API version before the minor that brought it, and takes it then', async () => {
  // GIVEN a policy in the version that came with Kubernetes 1.30
  const spec = { validations: [{ expression: 'true' }] };
  const policy = custom('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', spec);
  const files = new ObjectFiles([policy]);

  // WHEN it is validated for the minors before and after
  const [before, after] = [await files.validate(29), await files.validate(30)];
  files.remove();

  // THEN
  expect(before).toMatchObject({ valid: 0, errors: 1, skipped: 0 });
  expect(before.wrong.get(0)).toMatch(/could not find schema/);
  expect(after).toMatchObject({ valid: 1, invalid: 0, errors: 0, skipped: 0 });
});
