import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { configMap, secret, textAt, type Secrets } from './container';
import { makeFolder, newFolder, removeFolder, setModes, writeFile } from './folder';
import { clocks, executable, type Image } from './image';
import type { Objects } from './releases';
import { expanded, type Variables } from './variables';
import { translated, type Words } from './words';

/** A container whose file system is made. */
export interface Root {
  readonly container: Json;
  readonly image: Image;
  readonly variables: Variables;
  readonly isRoot: boolean;
  /** What stands for the ports and hosts of the pod. */
  readonly words: Words;
  /** Seconds of the pod in one second of this machine. */
  readonly pace: number;
}

/** The file systems of the containers of a pod, and its volumes, which survive a container that runs again: one folder of this machine. */
export class PodFiles {
  private readonly folder = newFolder();

  constructor(
    private readonly pod: Json,
    private readonly objects: Objects,
    private readonly secrets: Secrets,
  ) {}

  /** Where a file of a container is on this machine. */
  file(name: string, inContainer: string): string {
    return path.join(this.folder, 'roots', name, inContainer);
  }

  /** The folder of the programs on the PATH of a container. */
  bin(name: string): string {
    return path.join(this.folder, 'bin', name);
  }

  /** The file that tells the stand-ins of a container what they find in its image. */
  notice(name: string): string {
    return path.join(this.folder, 'stand-ins', `${name}.json`);
  }

  /** The names of the variables that the stand-ins of a container have read. */
  reads(name: string): ReadonlySet<string> {
    const file = this.readsFile(name);
    return new Set(existsSync(file) ? readFileSync(file, 'utf8').match(/.+/g) : []);
  }

  /** What stands for the paths of a container: of its image and of its mounts. */
  words(container: Json, { programs, files, workingDir }: Image): Words {
    const name = textAt(container, 'name');
    const mounts = items(at(container, 'volumeMounts')).map((mount) => textAt(mount, 'mountPath'));
    const own = [...Object.keys(programs), ...files, workingDir]
      .filter((file) => /^\/./.test(file))
      .map((file) => `/${file.split('/')[1] ?? ''}`);
    return new Map([...own, ...mounts, '/proc/net'].map((place) => [place, this.file(name, place)]));
  }

  /** Makes the file system of a container, with its volumes. */
  layOut({ container, image, variables, isRoot, words, pace }: Root): void {
    const name = textAt(container, 'name');
    const root = makeFolder(this.file(name, '/'));
    setModes(root, 0o755);
    const bin = makeFolder(this.bin(name));
    for (const [file, content] of Object.entries(clocks(pace)))
      writeFile(path.join(bin, file), content, 0o755);
    for (const [file, standIn] of Object.entries(image.programs))
      writeFile(path.join(file.startsWith('/') ? root : bin, file), executable(standIn), 0o755);
    for (const file of image.files) writeFile(path.join(root, file), '');
    makeFolder(path.join(root, image.workingDir));
    makeFolder(path.join(root, '/proc/net'));
    for (const mount of items(at(container, 'volumeMounts'))) this.mount(name, mount, variables, words);
    setModes(root, 0o555);
    for (const folder of image.rootOnly) setModes(path.join(root, folder), isRoot ? 0o555 : 0);
    const reads = this.readsFile(name);
    if (!existsSync(reads)) writeFile(reads, '', 0o666);
    const mounts = [...words, ...this.words(container, image)];
    const notice = { version: image.version, root, mounts, reads, pace };
    writeFile(this.notice(name), JSON.stringify(notice));
  }

  /** Removes all of it. */
  remove(): void {
    removeFolder(this.folder);
  }

  private readsFile(name: string): string {
    return path.join(this.folder, 'reads', name);
  }

  private mount(name: string, mount: Json, variables: Variables, words: Words): void {
    const readOnly = at(mount, 'readOnly') === true;
    const volume = this.volume(textAt(mount, 'name'), words);
    const subPath = textAt(mount, 'subPath') || expanded(textAt(mount, 'subPathExpr'), variables);
    const source = path.join(volume, subPath);
    // emptyDirs are open to every user; other volumes are opened to the pod's group, which all of its containers have.
    if (!existsSync(source) || !readOnly) makeFolder(source, 0o777);
    if (readOnly) makeFolder(source, 0o555);
    const target = this.file(name, textAt(mount, 'mountPath'));
    makeFolder(path.dirname(target));
    if (!existsSync(target)) symlinkSync(source, target);
  }

  /** The folder of a volume; what the objects say is in it is written there at each start. */
  private volume(name: string, words: Words): string {
    const volume = items(at(this.pod, 'volumes')).find((one) => at(one, 'name') === name);
    if (volume === undefined) throw new Error(`The pod has no volume ${name}.`);
    const folder = makeFolder(path.join(this.folder, 'volumes', name), 0o755);
    for (const [file, content] of this.contentOf(volume))
      writeFile(path.join(folder, file), translated(content, words));
    return folder;
  }

  /** The files that a ConfigMap or a Secret puts into a volume. */
  private contentOf(volume: Json): readonly (readonly [file: string, content: string])[] {
    const [ofConfigMap, ofSecret] = [at(volume, 'configMap'), at(volume, 'secret')];
    if (ofConfigMap === undefined && ofSecret === undefined) return [];
    const data =
      ofConfigMap === undefined
        ? secret(this.objects, this.secrets, textAt(ofSecret, 'secretName'))
        : configMap(this.objects, textAt(ofConfigMap, 'name'));
    const chosen = items(at(ofConfigMap ?? ofSecret, 'items'));
    if (chosen.length === 0) return Object.entries(data);
    return chosen.map((item) => [textAt(item, 'path'), data[textAt(item, 'key')] ?? ''] as const);
  }
}
