/** `npm run up`: the whole stack on this machine, with the real engine and the real providers. */
import { join } from "node:path";
import { Command } from "commander";
import { localHome } from "./home.ts";
import { projectDirectory } from "./project.ts";
import { pulumi } from "./pulumi.ts";
import { recover } from "./recover.ts";
import { openSession } from "./session.ts";
import { printSummary } from "./summary.ts";

const options = new Command("up")
  .description("Brings up the stack on a local cloud: toolchain, OCI API, Kubernetes, `pulumi up`.")
  .option("--stack <name>", "stack file to run against the local cloud", "local")
  .option("--delay-scale <factor>", "share of Oracle's waiting times: 0 none, 1 as long as there", Number, 0)
  .parse()
  .opts<{ stack: string; delayScale: number }>();

const session = await openSession(localHome(join(projectDirectory, ".local")), {
  stack: options.stack,
  cloud: { delayScale: options.delayScale },
});
await recover(session);
const result = await pulumi(session, [
  "up",
  "--yes",
  "--skip-preview",
  "--suppress-outputs",
  "--continue-on-error",
]);
if (result.exitCode === 0) await printSummary(session);
else
  console.error("\nNothing is lost: `npm run up` goes on from here, `npm run down` removes what was made.");
process.exitCode = result.exitCode ?? 1;
