import { software } from '../../../lib/kubernetes/software';

/** The echo's version; it reads no variables. */
export const echoSoftware = software(
  {
    '1.0.0': {
      project: 'hashicorp/http-echo',
      commit: 'v1.0.0',
      checked: 'not seen',
      tags: /^v?1\.0\.0$/,
      otherVariables: ['ECHO_TEXT'],
    },
  },
  { containers: ['echo'], variables: {}, calls: { 'GET /health': { readBy: { '1.0.0': 'main.go:73' } } } },
);
