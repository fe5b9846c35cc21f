/** Tells a person how a long step goes: elapsed and expected time, on one line of a terminal, or as plain lines. */
export interface Progress {
  done(how: string): void;
  failed(): void;
}

const width = 24;

/** A bar that fills towards the expected time and never claims to be done. */
export function bar(elapsedSeconds: number, expectedSeconds: number): string {
  const share = Math.min(elapsedSeconds / expectedSeconds, 0.98);
  const filled = Math.round(share * width);
  return `${"#".repeat(filled)}${".".repeat(width - filled)} ${Math.round(elapsedSeconds)} s of about ${expectedSeconds} s`;
}

export function startProgress(
  name: string,
  expectedSeconds: number,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 1000;
  const draw = (): void =>
    void stream.write(`\r  ${name.padEnd(34)} ${bar(elapsed(), expectedSeconds)}\u001B[K`);
  if (!stream.isTTY) stream.write(`  ${name}: takes about ${expectedSeconds} s with an empty cache\n`);
  const timer = setInterval(
    () => {
      if (stream.isTTY) draw();
      else stream.write(`  ${name}: ${Math.round(elapsed())} s of about ${expectedSeconds} s\n`);
    },
    stream.isTTY ? 500 : 30_000,
  );
  const end = (word: string): void => {
    clearInterval(timer);
    stream.write(
      `${stream.isTTY ? "\r" : ""}  ${name.padEnd(34)} ${word}, ${elapsed().toFixed(1)} s${stream.isTTY ? "\u001B[K" : ""}\n`,
    );
  };
  return { done: (how) => end(how), failed: () => end("failed") };
}
