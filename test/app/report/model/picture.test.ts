import { pictureOf } from '../../../../lib/app/report/model/picture';
import { deployment, object } from '../../changes/objects';
import { ENVIRONMENT, httpRoute, ingress, letsIn, service } from '../objects';

const titles = ({ nodes }: ReturnType<typeof pictureOf>) => nodes.map(({ title }) => title);
const lines = ({ edges, nodes }: ReturnType<typeof pictureOf>) => {
  const title = (id: string) => nodes.find((node) => node.id === id)?.title ?? `no node ${id}`;
  return edges.map(({ from, to, ports, allowed }) => `${title(from)} ${allowed ? '-.->' : '-->'} ${title(to)} ${ports.join(', ')}`);
}; // prettier-ignore

it('has hosts, workloads and what is outside, with the ports between them', () => {
  const picture = pictureOf(ENVIRONMENT);
  expect(titles(picture)).toEqual([
    'web.example.com',
    'any pod',
    'api.example.com',
    'any address',
    'web',
    'db',
  ]);
  expect(lines(picture)).toEqual([
    'web.example.com --> web 8080',
    'any pod -.-> web ',
    'web --> db 5432',
    'web --> api.example.com 443',
    'web -.-> any address ',
  ]);
});

it('has a host that OpenShift chooses where connections come from', () => {
  const route = object('Route', 'a', { spec: { to: { name: 'a' }, port: { targetPort: 'http' } } });
  const { nodes, edges } = pictureOf([deployment('a'), letsIn('a', 'b', 1), service('a'), route]);
  const host = nodes.find(({ kind }) => kind === 'host');
  expect(host?.title).toBe('a host of OpenShift');
  expect(edges.map(({ from }) => from)).toContain(host?.id);
});

it('says of a workload what it is', () => {
  const web = pictureOf(ENVIRONMENT).nodes.find(({ title }) => title === 'web');
  expect(web).toMatchObject({ kind: 'workload', namespace: 'ai', lines: ['2 pods', 'web:1.2'] });
});

it('says of a host that it has no TLS', () => {
  const [host] = pictureOf(ENVIRONMENT).nodes;
  expect(host?.lines).toEqual(['default Ingress class', 'no TLS']);
});

it('shortens an image from its beginning', () => {
  const image = 'registry.example.com/some-application-with-a-long-name:12.34.56';
  expect(pictureOf([deployment('a', {}, { image })]).nodes.find(({ title }) => title === 'a')?.lines[1]).toBe(
    '…ation-with-a-long-name:12.34.56'.slice(-30).replace(/^./, '…'),
  );
});

it('has hosts in the place of the namespaces of their controllers, and other namespaces by name', () => {
  const route = httpRoute('a.example.com', 'a', { backendRefs: [{ name: 'a', port: 80 }] });
  const from = (namespace: string) => ({
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
    ports: [{ port: 8080 }],
  });
  const policy = object('NetworkPolicy', 'a', {
    spec: {
      podSelector: { matchLabels: { app: 'a' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [from('gateways'), from('monitoring')],
    },
  });
  const other = [deployment('b'), letsIn('b', 'a', 1), ingress('b.example.com', 'b'), service('b')];
  expect(titles(pictureOf([deployment('a'), service('a'), route, policy, ...other]))).toEqual([
    'a.example.com',
    'b.example.com',
    'monitoring',
    'a',
    'b',
  ]);
});
