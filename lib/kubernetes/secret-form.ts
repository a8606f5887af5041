/** The form of a value that is read from a Secret: what is right, and how a new one is made. */
export interface SecretForm {
  /** What it is, such as `a signing key of at least 32 characters`. */
  readonly is: string;
  /** How a new one is made: random bytes, as text. @default - 24 of them, hexadecimal */
  readonly random?: { readonly bytes: number; readonly encoding: 'hex' | 'base64' };
  /** What each value begins with: a text, or the path of the stack's value that says it. @default - nothing */
  readonly prefix?: string | readonly string[];
  /** A value that is made in place of a random one, for what is no secret. @default - a random one */
  readonly fixed?: string;
  /** The least number of characters. @default 1 */
  readonly minimumLength?: number;
  /** What each value matches. @default - any text */
  readonly pattern?: RegExp;
  /** What no value contains. @default - nothing */
  readonly without?: string;
  /** What stands between values where there may be more than one. @default - there is one */
  readonly separator?: string;
  /** Who issues it, so that nobody else can make one; a StatefulSet that reads it is such an issuer. @default - it is made at will */
  readonly issuer?: string;
  /** Whether it is a file with lines, not a word. @default - a word, without white space around it */
  readonly isFile?: true;
  /** The type of a Secret with it, which its readers require. @default Opaque */
  readonly type?: 'kubernetes.io/tls' | 'kubernetes.io/dockerconfigjson';
}

/** The forms of variables that are read from Secrets, by the name of the variable. */
export type SecretForms = Readonly<Record<string, SecretForm>>;

/** What the form of nothing is known of: any text will do. */
export const PASSWORD = { is: 'a password' } as const satisfies SecretForm;

/** A key by which sessions are signed, such as with HMAC-SHA-256: 256 bits (RFC 7518, 3.2). */
export const SIGNING_KEY = {
  is: 'a signing key of at least 32 characters',
  random: { bytes: 32, encoding: 'base64' },
  minimumLength: 32,
} as const satisfies SecretForm;

/** The password of a database: where no StatefulSet has it, the database is kept by others, and so is its password. */
export const DATABASE_PASSWORD = {
  is: 'the password of a database',
  issuer: 'whoever keeps the database',
} as const satisfies SecretForm;

/** What pods and Ingresses read under these keys, whatever the stack: types of Secrets that Kubernetes defines. */
export const KEY_FORMS: SecretForms = {
  'tls.crt': {
    is: 'a certificate in PEM',
    pattern: /^\s*-----BEGIN CERTIFICATE-----/,
    issuer: 'a certificate authority',
    isFile: true,
    type: 'kubernetes.io/tls',
  },
  'tls.key': {
    is: 'the private key of the certificate in PEM',
    pattern: /^\s*-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/,
    issuer: 'a certificate authority',
    isFile: true,
    type: 'kubernetes.io/tls',
  },
  '.dockerconfigjson': {
    is: 'a configuration of Docker with the login at a registry',
    pattern: /^\s*\{[^]*"auths"/,
    issuer: 'the registry',
    isFile: true,
    type: 'kubernetes.io/dockerconfigjson',
  },
};

/** A file that a volume has of a Secret: what is in it, its reader alone knows. */
export const FILE = {
  is: 'a file',
  issuer: 'whoever runs what it is for',
  isFile: true,
} as const satisfies SecretForm;
