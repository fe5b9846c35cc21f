import { createHash, createVerify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { errors } from "./errors.ts";

/** Whose requests are accepted: the only user of the local cloud. */
export interface CloudIdentity {
  readonly tenancyId: string;
  readonly userId: string;
  readonly fingerprint: string;
  readonly publicKeyPem: string;
  readonly region: string;
}

export interface SignedRequest {
  readonly method: string;
  /** Path with query, as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** How far a signature's date may lie from now. Source: OCI documentation, "Request Signatures". */
const allowedSkewMilliseconds = 5 * 60_000;

/** The parts of an `Authorization: Signature …` header (draft-cavage-http-signatures-08). */
export function parseSignature(authorization: string): ReadonlyMap<string, string> {
  const scheme = /^Signature\s+/i.exec(authorization);
  if (!scheme) throw errors.notAuthenticated("The Authorization header is not of the scheme Signature");
  const parts = authorization.slice(scheme[0].length).matchAll(/([a-zA-Z]+)="([^"]*)"/g);
  return new Map([...parts].map(([, name = "", value = ""]) => [name, value]));
}

/**
 * Accepts a request that the identity's key has signed.
 * @throws ServiceError 401 NotAuthenticated that names what does not fit, without the signature itself.
 */
export function verifySignature(request: SignedRequest, identity: CloudIdentity, now = Date.now()): void {
  const authorization = request.headers.authorization;
  if (authorization === undefined) throw errors.notAuthenticated("The request has no Authorization header");
  const parts = parseSignature(authorization);
  const keyId = `${identity.tenancyId}/${identity.userId}/${identity.fingerprint}`;
  if (parts.get("keyId") !== keyId)
    throw errors.notAuthenticated("The key of the signature is not known here");
  if (parts.get("algorithm") !== "rsa-sha256")
    throw errors.notAuthenticated("The signature is not rsa-sha256");

  const names = (parts.get("headers") ?? "date").split(" ");
  requireHeaders(names, request);
  const date = header(request, names.includes("x-date") ? "x-date" : "date");
  if (!(Math.abs(now - Date.parse(date)) <= allowedSkewMilliseconds)) {
    throw errors.notAuthenticated(
      `The date of the signature, ${date}, is more than 5 minutes from the server's`,
    );
  }
  const text = names.map((name) => `${name}: ${signedValue(name, request)}`).join("\n");
  const valid = createVerify("RSA-SHA256")
    .update(text)
    .verify(identity.publicKeyPem, parts.get("signature") ?? "", "base64");
  if (!valid) throw errors.notAuthenticated("The signature does not fit the request");
}

/** Which headers must be under the signature, and that the digest is the body's. */
function requireHeaders(names: readonly string[], request: SignedRequest): void {
  const required = ["(request-target)", "host"];
  // Object uploads are excepted from signing the body. Source: OCI documentation, "Request Signatures".
  const isUpload = request.method === "PUT" && request.target.includes("/o/");
  if (["POST", "PUT", "PATCH"].includes(request.method) && !isUpload) {
    required.push("x-content-sha256", "content-type", "content-length");
  }
  const missing = required.filter((name) => !names.includes(name));
  if (!names.includes("date") && !names.includes("x-date")) missing.push("date");
  if (missing.length > 0) throw errors.notAuthenticated(`The signature leaves out ${missing.join(", ")}`);
  if (names.includes("x-content-sha256")) {
    const digest = createHash("sha256").update(request.body).digest("base64");
    if (header(request, "x-content-sha256") !== digest) {
      throw errors.notAuthenticated("x-content-sha256 is not the digest of the body");
    }
  }
}

function signedValue(name: string, request: SignedRequest): string {
  return name === "(request-target)"
    ? `${request.method.toLowerCase()} ${request.target}`
    : header(request, name);
}

function header(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}
