import { request } from "node:https";

/** The few calls of the Kubernetes API that the driver makes. */
export interface ApiClient {
  get(path: string): Promise<unknown>;
  /** Server-side apply. Source: Kubernetes documentation, "Server-Side Apply". */
  apply(path: string, object: object): Promise<void>;
  delete(path: string): Promise<void>;
}

/** @param certificateAuthority PEM that the server's certificate must come from */
export function apiClient(port: number, token: string, certificateAuthority: string): ApiClient {
  const call = (method: string, path: string, body?: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ host: "127.0.0.1", port, path, method, ca: certificateAuthority, timeout: 10_000 },
          headers: {
            authorization: `Bearer ${token}`,
            ...(body ? { "content-type": "application/apply-patch+yaml" } : {}),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () => {
            const text = Buffer.concat(parts).toString();
            const status = response.statusCode ?? 500;
            if (status < 300 || (method === "DELETE" && status === 404)) resolve(text);
            else reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.once("error", reject);
      sent.once("timeout", () => sent.destroy(new Error(`${method} ${path} was not answered in time`)));
      sent.end(body ? JSON.stringify(body) : undefined);
    });
  return {
    get: async (path) => JSON.parse(await call("GET", path)) as unknown,
    apply: async (path, object) => void (await call("PATCH", `${path}?fieldManager=oke&force=true`, object)),
    delete: async (path) => void (await call("DELETE", path)),
  };
}
