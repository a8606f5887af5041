import { integer } from '../../../lib/engine/values/numbers';
import { string } from '../../../lib/engine/values/scalars';
import { imageValues } from '../../../lib/kubernetes/image';
import { networkPolicyValues } from '../../../lib/kubernetes/network-policy';
import { resourceValues } from '../../../lib/kubernetes/resources';
import { serviceValues } from '../../../lib/kubernetes/service';
import { standardValues } from '../../../lib/kubernetes/standard-values';

/** The values of the echo. */
export const echoValues = standardValues('Echo', {
  replicaCount: integer(1, 'Number of replicas.', { minimum: 0, maximum: 10 }),
  image: imageValues({ repository: 'hashicorp/http-echo', tag: '1.0.0' }, 'Image.'),
  message: string('hello', 'Text of every answer.'),
  service: serviceValues(80),
  networkPolicy: networkPolicyValues({}),
  resources: resourceValues(
    { limits: { cpu: '100m', memory: '64Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    'Resources.',
  ),
});
