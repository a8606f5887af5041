import {
  ForEachItem,
  lengthOf,
  lines,
  orElse,
  releaseName,
  releaseNamespace,
  Resource,
  text,
  TypedStackTemplate,
} from 'ai-gateway-stacks/engine';
import { KubeBackup } from '../backup';
import { values } from './values';

/** What a team wants backed up: objects of the operator's kind. */
export class BackupPlan extends TypedStackTemplate<(typeof values)['shape']['fields']> {
  readonly notes = lines(text`${lengthOf(this.values.backups)} backups are planned.`);

  constructor() {
    super(
      { name: 'backup-plan', version: '0.1.0', appVersion: '0.3.0', description: 'Backups of a team' },
      values,
    );
    const backup = new ForEachItem(this, 'backup', this.values.backups, 'backup');
    const { claim, keep, name, schedule } = backup.item;
    const labels = { 'app.kubernetes.io/name': 'backup-plan', 'app.kubernetes.io/instance': releaseName };
    Resource.of(backup, 'object', {
      of: KubeBackup,
      manifest: {
        metadata: { name, namespace: releaseNamespace, labels },
        spec: { claim, schedule, keep: orElse(keep, 7) },
      },
    });
  }
}
