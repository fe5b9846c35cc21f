/** `npm run toolchain`: puts the toolchain in place and says where it is. */
import { ensureToolchain } from "./index.ts";

try {
  const { pulumi, binaries } = await ensureToolchain();
  for (const path of [pulumi, ...Object.values(binaries)]) console.log(path);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
