import { integer } from '../../../lib/engine/values/numbers';
import { string } from '../../../lib/engine/values/scalars';
import { testValues } from '../../../lib/kubernetes/helm-test';
import { globalValues, imageValues, pinnedImageValues } from '../../../lib/kubernetes/image';
import { networkPolicyValues } from '../../../lib/kubernetes/network-policy';
import { podExtraValues, securityValues } from '../../../lib/kubernetes/pod-values';
import { resourceValues, SMALL } from '../../../lib/kubernetes/resources';
import { restrictedPodValues } from '../../../lib/kubernetes/security';
import { serviceValues } from '../../../lib/kubernetes/service';
import { standardValues } from '../../../lib/kubernetes/standard-values';

/** User ID of the program in the image. */
const USER = 65_532;

/** The values of the pods of the echo: what they may do, and what few set. */
const podValues = {
  ...securityValues(restrictedPodValues(USER)),
  ...podExtraValues,
  tests: testValues(USER, SMALL),
};

/** The values of the echo. */
export const echoValues = standardValues('Echo', podValues, {
  replicaCount: integer(1, 'Number of replicas.', { minimum: 0, maximum: 10 }),
  image: imageValues({ repository: 'hashicorp/http-echo', tag: '1.0.0' }, 'Image.'),
  testImage: pinnedImageValues(
    { repository: 'docker.io/library/busybox', tag: '1.37.0' },
    'Image of the `helm test` pod, with wget.',
  ),
  message: string('hello', 'Text of every answer.'),
  service: serviceValues(80),
  networkPolicy: networkPolicyValues({}),
  global: globalValues,
  resources: resourceValues(
    { limits: { cpu: '100m', memory: '64Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    'Resources.',
  ),
});
