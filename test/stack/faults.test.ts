import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { FaultPlan } from "../../local/cloud/engine/faults.ts";
import { pulumi } from "../../local/pulumi.ts";
import { recover } from "../../local/recover.ts";
import { startEngine, type Engine } from "./engine.ts";

const minutes = 60_000;
let engine: Engine;

afterEach(async () => {
  await engine.close();
}, 2 * minutes);

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${engine.session.cloud.endpoint}/local/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}

const faults = (plan: FaultPlan): Promise<void> => control("faults", plan);

describe("pulumi up", () => {
  test(
    "converges while one call in ten is refused, fails or is cut off",
    { timeout: 12 * minutes },
    async () => {
      engine = await startEngine("local");
      await faults({ share: 0.1, seed: 20_261_124, kinds: ["429", "500", "409", "drop", "drop-reply"] });
      await untilItConverges();
      await faults({ share: 0, seed: 0, kinds: ["500"] });
      await engine.refresh();
      expect(await engine.preview()).toEqual([]);
      await engine.destroy();
      expect(await engine.resources()).toEqual([]);
    },
  );

  test(
    "goes on after it was killed at ten random points, and leaves no orphan",
    { timeout: 12 * minutes },
    async () => {
      engine = await startEngine("local", {}, { control: true, delayScale: 0.002 });
      for (let kill = 0; kill < 10; kill++) {
        const running = pulumi(engine.session, ["up", "--yes", "--skip-preview"], {
          stdout: "ignore",
          stderr: "ignore",
        });
        await delay(1_500 + kill * 700 + Math.random() * 1_000);
        running.kill("SIGKILL");
        await running;
        await engine.reconfigure({});
        await recover(engine.session);
      }
      await engine.up();
      expect(await engine.preview()).toEqual([]);
      await engine.destroy();
      expect(await engine.resources()).toEqual([]);
    },
  );

  test(
    "names limit, availability domain and shape when there is no GPU, and breaks nothing else",
    { timeout: 4 * minutes },
    async () => {
      engine = await startEngine("local");
      await control("limits", {
        ...{ service: "compute", name: "gpu-a10-count", scope: "LOCL:EU-FRANKFURT-1-AD-1" },
        value: 0,
      });
      const refused = await engine.up().catch((error: unknown) => String(error));
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
});

/** A person would run it again: a fault that the provider does not retry ends one run, and the next goes on. */
async function untilItConverges(): Promise<void> {
  let last: unknown;
  for (let run = 0; run < 8; run++) {
    await recover(engine.session);
    try {
      await engine.up();
      return;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
