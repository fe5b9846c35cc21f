/** `npm run bench -- stack`: measures, one line each: name, value, unit. */
import { Command } from "commander";
import { benchStack } from "./stack.ts";

const benches = { stack: benchStack } as const;

const [name] = new Command("bench")
  .description("Prints one line for each measure: name value unit")
  .argument("<name>", `one of: ${Object.keys(benches).join(", ")}`)
  .parse().args as [keyof typeof benches];

const bench = benches[name];
if (bench === undefined) {
  console.error(`There is no bench ${name}; there are: ${Object.keys(benches).join(", ")}`);
  process.exitCode = 1;
} else {
  for await (const { measure, value, unit } of bench())
    console.log(`${measure} ${Number(value.toPrecision(4))} ${unit}`);
}
