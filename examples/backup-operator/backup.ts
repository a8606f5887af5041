import type { GroupVersionKind } from 'cdk8s';

/** What a Backup says. */
export interface BackupProps {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Record<string, string>;
  };
  readonly spec: {
    /** The PersistentVolumeClaim. */
    readonly claim: string;
    /** When, as cron says it. */
    readonly schedule: string;
    /** How many are kept. */
    readonly keep: number;
  };
}

/** Backup, as `cdk8s import` makes a class of a definition: a kind, and how its object is made of typed props. */
export class KubeBackup {
  static readonly GVK: GroupVersionKind = { apiVersion: 'backups.example.com/v1', kind: 'Backup' };

  static manifest(props: BackupProps): unknown {
    return { ...KubeBackup.GVK, ...props };
  }
}
