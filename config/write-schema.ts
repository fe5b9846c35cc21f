/** `npm run schema`: writes the JSON Schema of the stack files. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "../local/project.ts";
import { stackFileSchema } from "./stack-file-schema.ts";

writeFileSync(
  join(projectDirectory, "speech.schema.json"),
  `${JSON.stringify(stackFileSchema(), undefined, 2)}\n`,
);
