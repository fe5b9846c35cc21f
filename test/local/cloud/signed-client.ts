import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { fingerprintOf } from "../../../local/credentials.ts";
import type { CloudIdentity } from "../../../local/cloud/engine/signature.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();

export const identity: CloudIdentity = {
  tenancyId: "ocid1.tenancy.oc1..test",
  userId: "ocid1.user.oc1..test",
  fingerprint: fingerprintOf(publicKeyPem),
  publicKeyPem,
  region: "eu-frankfurt-1",
};
export const compartmentId = "ocid1.compartment.oc1..test";

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** What a test wants otherwise than a right request has it. */
export interface Deviation {
  readonly headers?: Readonly<Record<string, string>>;
  readonly date?: Date;
  /** Replaces the body after it was signed. */
  readonly forgedBody?: string;
}

/** Sends a request signed as OCI's documentation says, "Request Signatures". */
export async function send(
  endpoint: string,
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: object,
  deviation: Deviation = {},
): Promise<Answer> {
  const text = body === undefined ? "" : JSON.stringify(body);
  const date = (deviation.date ?? new Date()).toUTCString();
  const { host } = new URL(endpoint);
  const signed: Record<string, string> = {
    "(request-target)": `${method.toLowerCase()} ${path}`,
    host,
    "x-date": date,
    ...(method === "POST" || method === "PUT"
      ? {
          "content-length": String(Buffer.byteLength(text)),
          "content-type": "application/json",
          "x-content-sha256": createHash("sha256").update(text).digest("base64"),
        }
      : {}),
  };
  const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);
  const signature = createSign("RSA-SHA256").update(lines.join("\n")).sign(privateKey, "base64");
  const keyId = `${identity.tenancyId}/${identity.userId}/${identity.fingerprint}`;
  const { "(request-target)": _, host: __, "content-length": ___, ...headers } = signed;
  const response = await fetch(endpoint + path, {
    method,
    headers: {
      ...headers,
      authorization: `Signature version="1",keyId="${keyId}",algorithm="rsa-sha256",headers="${Object.keys(signed).join(" ")}",signature="${signature}"`,
      ...deviation.headers,
    },
    ...(method === "POST" || method === "PUT" ? { body: deviation.forgedBody ?? text } : {}),
  });
  const answer = await response.text();
  return {
    status: response.status,
    body: (answer === "" ? {} : JSON.parse(answer)) as Record<string, unknown>,
    headers: response.headers,
  };
}
