/** A file, folder or link in an image. Its owner is root unless another is named. */
export type Entry = { readonly mode?: number; readonly owner?: Owner } & (
  | { readonly kind: 'file'; readonly source: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'link'; readonly target: string }
);

/** Numbers of a user and a group. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Entries by their paths, without the leading `/`. Folders above them are made as they are needed. */
export type Files = Readonly<Record<string, Entry>>;

/** What an image says of how it is run (the OCI image specification, `config.md`). */
export interface Settings {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** @default '/' */
  readonly workingDir?: string;
  /** @default - root */
  readonly user?: string;
  /** Variables beside PATH, such as `REDIS_VERSION=7.4.6`. */
  readonly env?: readonly string[];
}

/** An image: its layers, the lowest first, and its settings. A layer that images share is the same object or has the same content. */
export interface Image extends Settings {
  readonly layers: readonly Files[];
}

/** A program, or another file of this machine's cache. */
export function file(source: string, mode = 0o755): Entry {
  return { kind: 'file', source, mode };
}

/** A file with a content that is written here. */
export function text(content: string, mode = 0o644): Entry {
  return { kind: 'text', text: content, mode };
}

/** A symbolic link. */
export function link(target: string): Entry {
  return { kind: 'link', target };
}

/** A folder with an owner or rights of its own. */
export function folder(owner: Owner = { uid: 0, gid: 0 }, mode = 0o755): Entry {
  return { kind: 'folder', owner, mode };
}
