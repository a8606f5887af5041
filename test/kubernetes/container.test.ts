import { fixedResources, HTTP_PORT, httpGet, httpPort } from '../../lib/kubernetes/container';
import { containerOf } from './tiny-stack';

it('resources that the user does not set are quantities as they are written', () => {
  const amounts = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m', memory: '512Mi' } };
  expect(containerOf({ resources: fixedResources(amounts) })).toHaveProperty('resources', amounts);
});

it('the port for HTTP has the name that Services and probes know', () => {
  const probe = { ...httpGet('/health'), periodSeconds: 5 };
  const container = containerOf({
    ports: [httpPort(8080)],
    readinessProbe: probe,
    livenessProbe: { tcpSocket: { port: HTTP_PORT } },
  });
  expect(container).toMatchObject({
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 5 },
    livenessProbe: { tcpSocket: { port: 'http' } },
  });
});
