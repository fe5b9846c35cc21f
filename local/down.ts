/** `npm run down`: destroys the stack of the local cloud, stops everything, and says what is left. */
import { join } from "node:path";
import { Command } from "commander";
import { stopCloud } from "./cloud-process.ts";
import { listResources } from "./cloud-client.ts";
import { localHome } from "./home.ts";
import { projectDirectory } from "./project.ts";
import { pulumi } from "./pulumi.ts";
import { recover } from "./recover.ts";
import { openSession } from "./session.ts";

const options = new Command("down")
  .description("Destroys the stack on the local cloud and stops everything.")
  .option("--stack <name>", "stack that was brought up", "local")
  .parse()
  .opts<{ stack: string }>();

const home = localHome(join(projectDirectory, ".local"));
const session = await openSession(home, { stack: options.stack });
await recover(session);
const result = await pulumi(session, ["destroy", "--yes", "--skip-preview"]);
const left = await listResources(session.cloud);
await stopCloud(home);
for (const resource of left) console.log(`  ${resource.kind} ${resource.name} ${resource.id}`);
console.log(`resources left ${left.length}`);
process.exitCode = result.exitCode === 0 && left.length === 0 ? 0 : 1;
