import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectDirectory } from "../local/project.ts";
import { median, seconds } from "./measure.ts";

/** Runs of each side: the median of them counts. */
const runs = 5;

const imports = {
  deep: `import { Vcn } from "@pulumi/oci/core/vcn.js";\nexport const used: unknown = Vcn;\n`,
  root: `import * as oci from "@pulumi/oci";\nexport const used: unknown = oci.core.Vcn;\n`,
} as const;

export type ImportStyle = keyof typeof imports;

/** Seconds to load a program that imports one resource, and seconds and megabytes to check its types. */
export async function importCost(
  style: ImportStyle,
): Promise<{ load: number; check: number; memory: number }> {
  const directory = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    symlinkSync(join(projectDirectory, "node_modules"), join(directory, "node_modules"));
    writeFileSync(join(directory, "package.json"), '{"type":"module"}');
    writeFileSync(join(directory, "program.ts"), imports[style]);
    writeFileSync(
      join(directory, "tsconfig.json"),
      '{"compilerOptions":{"module":"nodenext","target":"esnext","strict":true,"skipLibCheck":true,"noEmit":true,"types":[]},"include":["program.ts"]}',
    );
    const program = (name: string): string => join(projectDirectory, "node_modules", ".bin", name);
    const loads: number[] = [];
    for (let run = 0; run < runs; run++) {
      loads.push(await seconds(async () => execa(program("node"), ["program.ts"], { cwd: directory })));
    }
    const checked = await execa(program("tsc"), ["--extendedDiagnostics"], { cwd: directory });
    return {
      load: median(loads),
      check: diagnostic(checked.stdout, "Total time"),
      memory: diagnostic(checked.stdout, "Memory used") / 1024,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A figure of the type-checker's own diagnostics. */
function diagnostic(output: string, name: string): number {
  return Number(new RegExp(`${name}:\\s+([\\d.]+)`).exec(output)?.[1] ?? Number.NaN);
}
