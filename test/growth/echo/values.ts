import { section } from '../../../lib/engine/values/collections';
import { integer } from '../../../lib/engine/values/numbers';
import { boolean, string } from '../../../lib/engine/values/scalars';
import { imagePullSecretsValue, imageValues } from '../../../lib/kubernetes/image';
import { resourceValues } from '../../../lib/kubernetes/resources';
import { schedulingValues } from '../../../lib/kubernetes/scheduling';
import { serviceValues } from '../../../lib/kubernetes/service';
import { serviceAccountValues } from '../../../lib/kubernetes/service-account';
import { namingValues } from '../../../lib/kubernetes/stack';

/** The values of the echo. */
export const echoValues = section('Echo', {
  replicaCount: integer(1, 'Number of pods.', { minimum: 0, maximum: 10 }),
  image: imageValues('Image.', 'hashicorp/http-echo', '1.0.0'),
  imagePullSecrets: imagePullSecretsValue,
  ...namingValues,
  message: string('hello', 'What is answered.'),
  service: serviceValues(80),
  networkPolicy: section('Network policy.', {
    enabled: boolean(true, 'Let only the connections through that the stack needs.'),
  }),
  resources: resourceValues('Resources.', {
    limits: { cpu: '100m', memory: '64Mi' },
    requests: { cpu: '10m', memory: '32Mi' },
  }),
  serviceAccount: serviceAccountValues,
  ...schedulingValues,
});
