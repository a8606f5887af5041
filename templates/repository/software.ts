import { NOT_SEEN, software } from '../../lib/kubernetes/software';

/** The versions of Web app, and what they read and serve: write where the source says it, such as `src/server.go:152`. */
export const webAppSoftware = software(
  {
    '6.14.1': { project: 'stefanprodan/podinfo', checked: 'not seen', tags: /^v?6\.14\.1$/ },
  },
  {
    containers: ['web-app'],
    variables: {},
    calls: { 'GET /healthz': { readBy: { '6.14.1': NOT_SEEN } } },
  },
);
