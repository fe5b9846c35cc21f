import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import type { ClusterDriver } from "./cluster-driver.ts";
import { controlRoutes } from "./control.ts";
import { CloudContext } from "./engine/context.ts";
import { errors, ServiceError } from "./engine/errors.ts";
import { faultErrors, faultSequence, type FaultKind, type FaultPlan } from "./engine/faults.ts";
import type { Document, Reply } from "./engine/resource-type.ts";
import { routesOf, type Route } from "./engine/routes.ts";
import { verifySignature, type CloudIdentity } from "./engine/signature.ts";
import { Store } from "./engine/store.ts";
import { services } from "./services/index.ts";

export interface CloudOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** SQLite file that holds the cloud's state; `:memory:` forgets it. */
  readonly stateFile: string;
  readonly identity: CloudIdentity;
  /** Compartments that exist from the start. */
  readonly compartments: readonly string[];
  /** Share of the realistic waiting times: 0 none, 1 all. @default 0 */
  readonly delayScale?: number;
  /** Opens POST /local/faults, /local/limits and DELETE /local/resources/{id}. @default false */
  readonly control?: boolean;
  readonly clusterDriver?: ClusterDriver;
}

export interface Cloud {
  readonly endpoint: string;
  /** Sends every client of the provider here: the value of `CLIENT_HOST_OVERRIDES`. */
  readonly clientHostOverrides: string;
  readonly context: CloudContext;
  /** Stops serving and the clusters; the state stays in its file. */
  close(): Promise<void>;
}

/** Bodies larger than this are refused: the largest that is needed is a model archive's part. */
const largestBody = 64 * 1024 * 1024;

/** Serves the OCI REST APIs of all services on one port of the loopback interface. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  if (options.stateFile !== ":memory:")
    mkdirSync(dirname(options.stateFile), { recursive: true, mode: 0o700 });
  const store = new Store(options.stateFile);
  const context = new CloudContext({
    identity: options.identity,
    store,
    services,
    limits: new Map(),
    delayScale: options.delayScale ?? 0,
    ...(options.clusterDriver ? { clusterDriver: options.clusterDriver } : {}),
  });
  seedCompartments(context, options.compartments);
  let nextFault: () => FaultKind | undefined = () => undefined;
  const setFaults = (plan: FaultPlan): void => void (nextFault = faultSequence(plan));
  const open = controlRoutes(context, { control: options.control ?? false, setFaults });
  const signed = routesOf(services);

  const server = createServer((request, response) => {
    void handle(request, response, { context, open, signed, fault: () => nextFault() });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  context.endpoint = endpoint;
  await restartClusters(context);
  return {
    endpoint,
    clientHostOverrides: services
      .flatMap(({ clients }) => clients)
      .map((client) => `${client}=${endpoint}`)
      .join(";"),
    context,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await options.clusterDriver?.close();
      store.close();
    },
  };
}

interface Surroundings {
  readonly context: CloudContext;
  /** Paths that need no signature: they are this machine's own. */
  readonly open: readonly Route[];
  readonly signed: readonly Route[];
  readonly fault: () => FaultKind | undefined;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
): Promise<void> {
  const requestId = String(
    request.headers["opc-request-id"] ?? randomUUID().replaceAll("-", "").toUpperCase(),
  );
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", "http://localhost");
  response.setHeader("opc-request-id", requestId);
  const isLocal = url.pathname === "/" || url.pathname.startsWith("/local/");
  const fault = isLocal ? undefined : around.fault();
  let reply: Reply;
  try {
    const bytes = await readBody(request);
    if (fault === "drop") {
      request.socket.destroy();
      return;
    }
    const failure = fault && faultErrors[fault]?.();
    if (failure) throw failure;
    if (!isLocal) {
      const target = request.url ?? "/";
      verifySignature({ method, target, headers: request.headers, body: bytes }, around.context.identity);
    }
    reply = await answer(
      isLocal ? around.open : around.signed,
      { method, url, bytes, request },
      around.context,
    );
  } catch (error) {
    reply = errorReply(error);
  }
  const status = reply.status ?? (reply.body === undefined ? 204 : 200);
  if (!isLocal) around.context.store.recordCall(method, url.pathname + url.search, status, requestId);
  if (fault === "drop-reply") {
    request.socket.destroy();
    return;
  }
  send(response, status, reply);
}

interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly bytes: Uint8Array;
  readonly request: IncomingMessage;
}

async function answer(routes: readonly Route[], incoming: Incoming, context: CloudContext): Promise<Reply> {
  const { method, url, bytes, request } = incoming;
  const found = routes.filter(({ pattern }) => pattern.test(url.pathname));
  const route = found.find((candidate) => candidate.method === method);
  if (!route) {
    if (found.length > 0) throw new ServiceError(405, "MethodNotAllowed", `${method} is not allowed here`);
    throw errors.notFound(`No API of the local cloud has the path ${url.pathname}`);
  }
  // The same request sent again is answered as before and done once.
  const token = request.headers["opc-retry-token"];
  const key = typeof token === "string" && method === "POST" ? `${token} ${url.pathname}` : undefined;
  const saved = key === undefined ? undefined : context.store.savedReply(key);
  if (saved) return { status: saved.status, body: JSON.parse(saved.body) as unknown, headers: saved.headers };

  const groups = route.pattern.exec(url.pathname)?.groups ?? {};
  const reply = await route.handle({
    context,
    body: parseBody(bytes, request.headers["content-type"]),
    bytes,
    query: url.searchParams,
    headers: request.headers,
    parameters: Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    ),
  });
  if (key !== undefined) {
    const body = JSON.stringify(reply.body ?? null);
    context.store.saveReply(key, { status: reply.status ?? 200, body, headers: reply.headers ?? {} });
  }
  return reply;
}

function parseBody(bytes: Uint8Array, contentType: string | undefined): Document {
  if (bytes.length === 0 || contentType?.includes("json") !== true) return {};
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Document;
  } catch {
    throw errors.invalidParameter("The body is not JSON");
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > largestBody) throw errors.invalidParameter(`The body is larger than ${largestBody} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function errorReply(error: unknown): Reply {
  const known = error instanceof ServiceError ? error : errors.internal();
  if (known !== error) console.error(error);
  return { status: known.status, body: { code: known.code, message: known.message } };
}

function send(response: ServerResponse, status: number, { body, headers }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body === undefined || status === 204) {
    response.end();
  } else if (body instanceof Uint8Array || typeof body === "string") {
    response.end(body);
  } else {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  }
}

function seedCompartments(context: CloudContext, compartments: readonly string[]): void {
  for (const id of compartments) {
    if (context.find(id)) continue;
    context.store.put({
      id,
      kind: "compartment",
      document: {
        id,
        name: "speech",
        description: "Given",
        compartmentId: context.identity.tenancyId,
        $given: true,
        freeformTags: {},
        definedTags: {},
        timeCreated: new Date().toISOString(),
      },
      state: "ACTIVE",
      etag: randomUUID(),
      deleted: false,
    });
  }
}

/** Clusters that this state holds get their control planes back. */
async function restartClusters(context: CloudContext): Promise<void> {
  for (const { id, document } of context.live("cluster")) {
    await context.clusterDriver?.create({ id, kubernetesVersion: String(document["kubernetesVersion"]) });
  }
}
