import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "ini";

/** An API key of a user, as OCI's tools know it. */
export interface ApiKey {
  readonly tenancyId: string;
  readonly userId: string;
  readonly fingerprint: string;
  readonly privateKeyPem: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Finds the key that the provider uses too: first its environment variables, then the configuration file of OCI's
 * tools. Source: Terraform provider for OCI, "API Key Authentication"; OCI documentation, "SDK and CLI Configuration File".
 * @throws Error that lists what is missing and where it was looked for
 */
export function apiKey(environment: Variables = process.env): ApiKey {
  const file = environment["OCI_CLI_CONFIG_FILE"] ?? join(homedir(), ".oci", "config");
  const profile = environment["OCI_CLI_PROFILE"] ?? "DEFAULT";
  const settings = (existsSync(file) ? (parse(readFileSync(file, "utf8"))[profile] ?? {}) : {}) as Variables;
  const value = (name: string, setting: string): string | undefined =>
    environment[`TF_VAR_${name}`] ?? environment[`OCI_${name.toUpperCase()}`] ?? settings[setting];
  const path = value("private_key_path", "key_file")?.replace(/^~/, homedir());
  const found = {
    tenancyId: value("tenancy_ocid", "tenancy"),
    userId: value("user_ocid", "user"),
    fingerprint: value("fingerprint", "fingerprint"),
    privateKeyPem:
      value("private_key", "key_content") ??
      (path && existsSync(path) ? readFileSync(path, "utf8") : undefined),
  };
  const missing = Object.entries(found).flatMap(([name, given]) => (given === undefined ? [name] : []));
  if (missing.length > 0) {
    throw new Error(
      `No API key of OCI: missing are ${missing.join(", ")}. Looked for TF_VAR_* and OCI_* variables and for the profile ${profile} in ${file}.`,
    );
  }
  return found as ApiKey;
}
