import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { LocalHome } from "./home.ts";

/**
 * The port of this home's cloud, the same at every start: a vault's endpoint is part of the stack's state and must
 * still answer tomorrow.
 */
export async function rememberedPort(home: LocalHome): Promise<number> {
  const file = join(dirname(home.cloudState), "port");
  if (existsSync(file)) return Number(readFileSync(file, "utf8"));
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

/** A port of the loopback interface that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
