import type { CloudContext } from "./engine/context.ts";
import type { Document } from "./engine/resource-type.ts";
import { verifySignature, type CloudIdentity } from "./engine/signature.ts";

/** An OKE token lives this long. Source: OCI documentation, "Setting Up Cluster Access". */
const path = /^\/cluster_request\/(ocid1\.cluster\.[^/]+)$/;

/**
 * Answers the API server's TokenReview as OKE does: the token is a signed URL, and its signer is the user.
 * Source: Kubernetes documentation, "Webhook Token Authentication".
 */
export function reviewToken(review: Document, identity: CloudIdentity, context: CloudContext): Document {
  const token = (review["spec"] as { token?: string } | undefined)?.token ?? "";
  const status = authenticate(token, identity, context);
  return { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status };
}

function authenticate(token: string, identity: CloudIdentity, context: CloudContext): Document {
  try {
    const url = new URL(Buffer.from(token, "base64url").toString("utf8"));
    const clusterId = path.exec(url.pathname)?.[1] ?? "";
    context.get(clusterId);
    verifySignature(
      {
        method: "GET",
        target: url.pathname,
        headers: {
          host: url.host,
          date: url.searchParams.get("date") ?? "",
          authorization: url.searchParams.get("authorization") ?? "",
        },
        body: new Uint8Array(),
      },
      identity,
    );
    return {
      authenticated: true,
      user: { username: identity.userId, uid: identity.userId, groups: ["system:masters"] },
    };
  } catch {
    return { authenticated: false, error: "The token is not a request signed by a user of this tenancy" };
  }
}
