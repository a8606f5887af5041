import { entrances } from '../../../../lib/app/report/model/entrances';
import { ENVIRONMENT, httpRoute, ingress, service } from '../objects';

it('has the way from a host to the pods, with the ports on it', () => {
  expect(entrances(ENVIRONMENT)).toMatchObject([
    {
      host: 'web.example.com',
      paths: ['/api'],
      by: 'Ingress ai/web',
      controller: 'default Ingress class',
      tls: { is: 'no' },
      targets: [{ service: 'ai/web', servicePort: '80', podPort: '8080', workloads: ['Deployment ai/web'] }],
    },
  ]);
});

it('names who serves it', () => {
  const controllers = (...objects: Parameters<typeof entrances>[0]) =>
    entrances(objects).map(({ controller }) => controller);
  expect(
    controllers(
      ingress('a', 'a', { ingressClassName: 'nginx' }),
      httpRoute('b', 'b', {}),
      service('c', { type: 'NodePort' }),
      service('d', { type: 'LoadBalancer' }),
    ),
  ).toEqual(['Ingress class nginx', 'Gateway gateways/public', 'each node', 'load balancer']);
});

it('has no pods behind a Service that is not there', () => {
  expect(entrances([ingress('a', 'nothing')])[0]?.targets).toMatchObject([{ workloads: [] }]);
});

it('leads a redirect to no pods', () => {
  expect(entrances([httpRoute('a', 'a', { filters: [] })])[0]?.targets).toEqual([]);
});
