import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { freePort } from "../port.ts";
import { files, users, type ControlPlanePorts } from "./components.ts";

/** A cluster's kubeconfig for one of the control plane's own users. */
export function kubeconfig(port: number, user: string, token: string, certificateAuthority?: string): string {
  const trust =
    certificateAuthority === undefined
      ? { "insecure-skip-tls-verify": true }
      : { "certificate-authority-data": Buffer.from(certificateAuthority).toString("base64") };
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "local", cluster: { server: `https://127.0.0.1:${port}`, ...trust } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: "local", context: { cluster: "local", user } }],
    "current-context": "local",
  });
}

/** What a cluster keeps between two starts: its ports and its users' tokens. */
export interface Prepared {
  readonly ports: ControlPlanePorts;
  readonly tokens: Readonly<Record<keyof typeof users, string>>;
}

/** Writes the keys, tokens and settings of a new cluster; of a known one it reads them again. */
export async function prepare(directory: string, tokenReviewUrl: string): Promise<Prepared> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const remembered = join(directory, "prepared.json");
  if (!existsSync(remembered)) {
    const [etcdClient, etcdPeer, apiServer, controllerManager, scheduler] = await freePorts(5);
    const prepared = {
      ports: { etcdClient, etcdPeer, apiServer, controllerManager, scheduler },
      tokens: Object.fromEntries(Object.keys(users).map((user) => [user, randomBytes(24).toString("hex")])),
    };
    writePrivate(join(directory, files.signingKey), rsaKey());
    writePrivate(remembered, JSON.stringify(prepared));
  }
  const prepared = JSON.parse(readFileSync(remembered, "utf8")) as Prepared;
  writePrivate(join(directory, files.tokens), tokenFile(prepared.tokens));
  writePrivate(join(directory, files.tokenReview), tokenReviewConfiguration(tokenReviewUrl));
  for (const [user, token] of Object.entries(prepared.tokens)) {
    const file = files.kubeconfig(user.replaceAll(":", "-"));
    writePrivate(join(directory, file), kubeconfig(prepared.ports.apiServer, user, token));
  }
  return prepared;
}

/** Lines of `token,user,uid,"group,group"`. Source: Kubernetes documentation, "Static token file". */
function tokenFile(tokens: Prepared["tokens"]): string {
  return Object.entries(tokens)
    .map(([user, token]) => `${token},${user},${user},"${users[user as keyof typeof users].join(",")}"`)
    .join("\n");
}

function tokenReviewConfiguration(url: string): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "token-review", cluster: { server: url } }],
    users: [{ name: "api-server", user: {} }],
    contexts: [{ name: "token-review", context: { cluster: "token-review", user: "api-server" } }],
    "current-context": "token-review",
  });
}

function rsaKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
}

function writePrivate(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 });
}

/** Distinct free ports: all are held until the last is known. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
