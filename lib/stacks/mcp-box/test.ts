import { text } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import { addHelmTest } from '../../kubernetes/helm-test';
import { helperImage } from './containers';
import { pullPolicyOf } from './global';
import type { Service } from './program';

/** Adds the pod of `helm test` for a service: it checks its health through the Service, like the manual check in the document. */
export function addServiceTest({ stack, values, component, scope }: Service): void {
  const { health, service } = values;
  addHelmTest(scope, component, stack.values, {
    suffix: '-test',
    labels: stack.testLabels,
    container: {
      name: 'wget',
      image: helperImage(stack),
      imagePullPolicy: pullPolicyOf(stack, stack.values.infrastructure.helper),
      command: [
        choose(
          health.http,
          ['wget', '-q', '-O', '-', '-T', '10', text`http://${component.name}:${service.port}${health.path}`],
          ['nc', '-z', '-w', '10', component.name, text`${service.port}`],
        ),
      ],
    },
  });
}
