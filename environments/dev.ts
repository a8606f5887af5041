import { environment } from '../lib/environments/environment';

/** For one laptop: one pod of each, small volumes, much logging. */
export default environment({
  namespace: 'ai-gateway-dev',
  stacks: {
    'claude-relay': {
      config: { existingSecret: 'claude-relay-keys', nodeEnv: 'development', logLevel: 'debug', debug: true },
      streaming: { longestSeconds: 120 },
      resources: { requests: { cpu: '100m', memory: '256Mi' } },
      redis: { persistence: { size: '1Gi' } },
    },
  },
});
