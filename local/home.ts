import { join } from "node:path";

/**
 * Where one local cloud keeps what it must remember between runs. Everything lies below one directory that git
 * ignores; deleting it forgets the cloud.
 */
export interface LocalHome {
  readonly directory: string;
  /** The throw-away API key that signs requests, and the OCIDs it belongs to. */
  readonly credentials: string;
  /** SQLite file of the OCI API. */
  readonly cloudState: string;
  /** Who serves the OCI API now: process id and endpoint, as JSON; absent when nobody does. */
  readonly cloudProcess: string;
  readonly cloudLog: string;
  /** Data of the clusters' control planes, one directory each. */
  readonly clusters: string;
  /** Pulumi's own state (file backend). */
  readonly backend: string;
  readonly passphrase: string;
  /** The working copy of a stack file: Pulumi writes its encryption salt there, never into the committed one. */
  stackFile(stack: string): string;
}

/** The default home: `.local` in the project. */
export function localHome(directory: string): LocalHome {
  return {
    directory,
    credentials: join(directory, "credentials"),
    cloudState: join(directory, "cloud", "state.sqlite"),
    cloudProcess: join(directory, "cloud", "process.json"),
    cloudLog: join(directory, "cloud", "cloud.log"),
    clusters: join(directory, "clusters"),
    backend: join(directory, "pulumi"),
    passphrase: join(directory, "credentials", "passphrase"),
    stackFile: (stack) => join(directory, `Pulumi.${stack}.yaml`),
  };
}
