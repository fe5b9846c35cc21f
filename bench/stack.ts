import { startEngine, type Engine } from "../test/stack/engine.ts";
import { criticalPath, timesOf } from "./critical-path.ts";
import { median, seconds, type Measure } from "./measure.ts";
import { importCost, type ImportStyle } from "./program.ts";

/** Oracle's waiting times, this much faster: long enough to outweigh what the machine itself takes. */
const acceleration = 0.05;
const runs = 5;

/** Preview, `up` against its longest chain, program start-up and type-checking, each beside what it is compared to. */
export async function* benchStack(): AsyncGenerator<Measure> {
  yield* importStyles();
  yield* previews();
  yield* upAgainstCriticalPath();
}

async function* importStyles(): AsyncGenerator<Measure> {
  const styles: readonly ImportStyle[] = ["deep", "root"];
  for (const style of styles) {
    const { load, check, memory } = await importCost(style);
    yield { measure: `program-load-${style}-import`, value: load, unit: "s" };
    yield { measure: `type-check-${style}-import`, value: check, unit: "s" };
    yield { measure: `type-check-memory-${style}-import`, value: memory, unit: "MB" };
  }
}

async function* previews(): AsyncGenerator<Measure> {
  const engine = await startEngine("prod");
  try {
    const cold = await seconds(async () => engine.preview());
    await engine.up();
    yield { measure: "preview-cold", value: cold, unit: "s" };
    const warm = await repeated(async () => engine.preview());
    yield { measure: "preview-warm", value: warm, unit: "s" };
    const idle = await repeated(async () => engine.exportState());
    yield { measure: "engine-start", value: idle, unit: "s" };
    yield { measure: "resources", value: (await engine.resources()).length, unit: "count" };
    await tearDown(engine);
  } finally {
    await engine.close();
  }
}

async function* upAgainstCriticalPath(): AsyncGenerator<Measure> {
  const engine = await startEngine("local", {}, { control: true, delayScale: acceleration });
  try {
    const wall = await seconds(async () => engine.up());
    const chain = criticalPath(timesOf(await engine.exportState(), acceleration));
    yield { measure: "up-wall", value: wall, unit: "s" };
    yield { measure: "up-critical-path", value: chain, unit: "s" };
    yield { measure: "up-against-critical-path", value: wall / chain, unit: "ratio" };
    await tearDown(engine);
  } finally {
    await engine.close();
  }
}

async function tearDown(engine: Engine): Promise<void> {
  await engine.reconfigure({ "speech:protect": false });
  await engine.up();
  await engine.destroy();
}

async function repeated(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await seconds(work));
  return median(times);
}
