/** Prints a token for an OKE cluster, as kubectl and the Kubernetes provider ask for one. */
import { createSign } from "node:crypto";
import { parseArgs } from "node:util";
import { apiKey, type ApiKey } from "./credentials.ts";

/** Less than the five minutes for which OKE accepts a signature's date. */
const lifetimeMilliseconds = 4 * 60_000;

/**
 * A token of OKE: the URL of a signed request, base64url-encoded. Source: OCI CLI, `oci ce cluster generate-token`;
 * signatures after draft-cavage-http-signatures-08.
 */
export function clusterToken(clusterId: string, region: string, key: ApiKey, now: Date): string {
  const host = `containerengine.${region}.oraclecloud.com`;
  const path = `/cluster_request/${clusterId}`;
  const date = now.toUTCString();
  const signed = `date: ${date}\n(request-target): get ${path}\nhost: ${host}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(key.privateKeyPem, "base64");
  const keyId = `${key.tenancyId}/${key.userId}/${key.fingerprint}`;
  const url = new URL(path, `https://${host}`);
  url.searchParams.set(
    "authorization",
    `Signature algorithm="rsa-sha256",headers="date (request-target) host",keyId="${keyId}",signature="${signature}",version="1"`,
  );
  url.searchParams.set("date", date);
  // With its padding, as Python writes it: the form that OKE is known to accept.
  const encoded = Buffer.from(url.href).toString("base64url");
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=");
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { "cluster-id": { type: "string" }, region: { type: "string" } } });
  const { "cluster-id": clusterId, region } = values;
  if (clusterId === undefined || region === undefined)
    throw new Error("Usage: token.ts --cluster-id OCID --region REGION");
  const now = new Date();
  const credential = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    kind: "ExecCredential",
    status: {
      token: clusterToken(clusterId, region, apiKey(), now),
      expirationTimestamp: new Date(now.getTime() + lifetimeMilliseconds).toISOString(),
    },
  };
  console.log(JSON.stringify(credential));
}
