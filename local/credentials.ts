import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LocalHome } from "./home.ts";

/** The API key of the local cloud's only user. It opens nothing but that cloud. */
export interface LocalCredentials {
  readonly userId: string;
  readonly fingerprint: string;
  readonly privateKeyPath: string;
  readonly publicKeyPem: string;
}

/**
 * The fingerprint of an API key as OCI shows it: MD5 of the DER-encoded public key, in pairs with colons.
 * Source: OCI documentation, "Required Keys and OCIDs", section "How to Get the Key's Fingerprint".
 */
export function fingerprintOf(publicKeyPem: string): string {
  const der = createPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
  const hexadecimal = createHash("md5").update(der).digest("hex");
  return (hexadecimal.match(/../g) ?? []).join(":");
}

/** Reads the credentials of a local cloud, or makes them on the first call. Files are readable by their owner only. */
export function ensureCredentials(home: LocalHome): LocalCredentials {
  mkdirSync(home.credentials, { recursive: true, mode: 0o700 });
  const privateKeyPath = join(home.credentials, "api-key.pem");
  if (!existsSync(privateKeyPath)) {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    writeFileSync(privateKeyPath, privateKey, { mode: 0o600 });
  }
  if (!existsSync(home.passphrase)) {
    mkdirSync(dirname(home.passphrase), { recursive: true, mode: 0o700 });
    writeFileSync(home.passphrase, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  const publicKeyPem = createPublicKey(readFileSync(privateKeyPath))
    .export({ type: "spki", format: "pem" })
    .toString();
  const fingerprint = fingerprintOf(publicKeyPem);
  return {
    userId: `ocid1.user.oc1..${createHash("sha256").update(fingerprint).digest("hex").slice(0, 40)}`,
    fingerprint,
    privateKeyPath,
    publicKeyPem,
  };
}
