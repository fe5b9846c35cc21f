import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import type { LocalHome } from "./home.ts";
import { projectDirectory } from "./project.ts";

/** A Pulumi stack file, as far as it is read here. */
export interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
  readonly encryptionsalt?: string;
}

/** Reads a stack file. @throws Error when it is not there or has no `config`. */
export function readStackFile(path: string): StackFile {
  const parsed: unknown = parse(readFileSync(path, "utf8"));
  if (typeof parsed !== "object" || parsed === null || !("config" in parsed)) {
    throw new Error(`${path} has no "config:" section`);
  }
  return parsed as StackFile;
}

/**
 * Brings the working copy of a stack file up to date: the committed configuration, changed where the caller says so,
 * with the encryption salt that Pulumi wrote into the copy. Pulumi needs a writable file; the committed one stays clean.
 */
export function refreshStackFile(
  home: LocalHome,
  stack: string,
  changes: Readonly<Record<string, unknown>> = {},
): string {
  const copy = home.stackFile(stack);
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
  // `pulumi stack init` writes beside the nearest Pulumi.yaml.
  copyFileSync(join(projectDirectory, "Pulumi.yaml"), join(home.directory, "Pulumi.yaml"));
  const committed = readStackFile(join(projectDirectory, `Pulumi.${stack}.yaml`));
  const salt = existsSync(copy)
    ? (parse(readFileSync(copy, "utf8")) as StackFile | null)?.encryptionsalt
    : undefined;
  const content = {
    ...(salt === undefined ? {} : { encryptionsalt: salt }),
    config: { ...committed.config, ...changes },
  };
  writeFileSync(copy, stringify(content), { mode: 0o600 });
  return copy;
}
