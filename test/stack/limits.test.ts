import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngine, type Engine } from "./engine.ts";

const minutes = 60_000;
let engine: Engine;

beforeAll(async () => {
  engine = await startEngine("local");
}, 2 * minutes);

afterAll(async () => {
  await engine.close();
}, 2 * minutes);

test(
  "a limit of no GPU is named with availability domain and shape, and breaks nothing else",
  { timeout: 4 * minutes },
  async () => {
    await fetch(`${engine.session.cloud.endpoint}/local/limits`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        service: "compute",
        name: "gpu-a10-count",
        scope: "LOCL:EU-FRANKFURT-1-AD-1",
        value: 0,
      }),
    });
    const refused = await engine.up("--continue-on-error").catch((error: unknown) => String(error));
    expect(refused).toContain("LimitExceeded");
    expect(refused).toContain(
      "gpu-a10-count in LOCL:EU-FRANKFURT-1-AD-1: limit 0, in use 0, asked for 1 (shape VM.GPU.A10.1)",
    );
    const pools = (await engine.resources())
      .filter(({ kind }) => kind === "nodepool")
      .map(({ name }) => name);
    expect(pools.toSorted()).toEqual(["cpu", "system"]);
    await engine.destroy();
    expect(await engine.resources()).toEqual([]);
  },
);
