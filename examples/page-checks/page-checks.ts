import {
  ForEachEntry,
  lengthOf,
  lines,
  orElse,
  releaseName,
  releaseNamespace,
  Resource,
  text,
  TypedStackTemplate,
} from 'ai-gateway-stacks/engine';
import { k8s } from 'ai-gateway-stacks/kubernetes';
import { values } from './values';

/** A CronJob for each page that the user names, which fails when the page does. */
export class PageChecks extends TypedStackTemplate<(typeof values)['shape']['fields']> {
  readonly notes = lines(
    text`${lengthOf(this.values.pages)} pages are checked; kubectl get jobs -n ${releaseNamespace} shows the last checks.`,
  );

  constructor() {
    super(
      { name: 'page-checks', version: '0.1.0', appVersion: '8.16.0', description: 'Checks of pages' },
      values,
    );
    const { history, image, pages, timeZone } = this.values;
    const page = new ForEachEntry(this, 'page', pages, { key: 'name', entry: 'page' });
    const timeout = orElse(page.entry.timeoutSeconds, 30);
    const labels = {
      'app.kubernetes.io/name': 'page-checks',
      'app.kubernetes.io/instance': releaseName,
      'app.kubernetes.io/component': page.key,
    };
    Resource.of(page, 'cron-job', {
      of: k8s.KubeCronJob,
      manifest: {
        metadata: { name: text`${releaseName}-${page.key}`, namespace: releaseNamespace, labels },
        spec: {
          schedule: orElse(page.entry.schedule, '*/15 * * * *'),
          timeZone,
          // One that takes longer than its period is no reason for two at once.
          concurrencyPolicy: 'Forbid',
          successfulJobsHistoryLimit: history.successful,
          failedJobsHistoryLimit: history.failed,
          jobTemplate: {
            spec: {
              backoffLimit: 0,
              activeDeadlineSeconds: timeout,
              template: {
                metadata: { labels },
                spec: {
                  restartPolicy: 'Never',
                  automountServiceAccountToken: false,
                  securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 100,
                    seccompProfile: { type: 'RuntimeDefault' },
                  },
                  containers: [
                    {
                      name: 'curl',
                      image,
                      args: ['--fail', '--silent', '--show-error', '--output', '/dev/null', page.entry.url],
                      securityContext: {
                        allowPrivilegeEscalation: false,
                        readOnlyRootFilesystem: true,
                        capabilities: { drop: ['ALL'] },
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      },
    });
  }
}
