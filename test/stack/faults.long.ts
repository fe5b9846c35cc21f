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
});

/** A person would run it again: a fault that the provider does not retry ends one run, and the next goes on. */
async function untilItConverges(): Promise<void> {
  let last: unknown;
  for (let run = 0; run < 12; run++) {
    try {
      await recover(engine.session);
      await engine.up();
      return;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
