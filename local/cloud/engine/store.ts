import { DatabaseSync } from "node:sqlite";
import type { Document, Resource } from "./resource-type.ts";

/** What a saved answer to a request with `opc-retry-token` needs to be given again. */
export interface SavedReply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface ResourceRow {
  id: string;
  kind: string;
  document: string;
  state: string;
  next_state: string | null;
  next_at: number | null;
  etag: string;
  deleted: number;
}

/** The state of the cloud in one SQLite file: it survives a restart, also one by kill -9. */
export class Store {
  readonly #database: DatabaseSync;

  /** @param file path of the SQLite file, or `:memory:` */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS resources (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, state TEXT NOT NULL,
        next_state TEXT, next_at INTEGER, etag TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0) STRICT;
      CREATE INDEX IF NOT EXISTS resources_by_kind ON resources (kind, deleted);
      CREATE TABLE IF NOT EXISTS replies (token TEXT PRIMARY KEY, reply TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS calls (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
        status INTEGER NOT NULL, request_id TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS contents (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    `);
  }

  put(resource: Resource): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO resources VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(
        resource.id,
        resource.kind,
        JSON.stringify(resource.document),
        resource.state,
        resource.next?.state ?? null,
        resource.next?.at ?? null,
        resource.etag,
        resource.deleted ? 1 : 0,
      );
  }

  /** The resource with this identifier, deleted ones included. */
  get(id: string): Resource | undefined {
    const row = this.#database.prepare("SELECT * FROM resources WHERE id = ?").get(id);
    return row === undefined ? undefined : fromRow(row as unknown as ResourceRow);
  }

  /** What lives, of one kind or of all, in the order of creation. */
  live(kind?: string): Resource[] {
    const rows =
      kind === undefined
        ? this.#database.prepare("SELECT * FROM resources WHERE deleted = 0 ORDER BY rowid").all()
        : this.#database
            .prepare("SELECT * FROM resources WHERE deleted = 0 AND kind = ? ORDER BY rowid")
            .all(kind);
    return rows.map((row) => fromRow(row as unknown as ResourceRow));
  }

  /** What was deleted and left a tombstone, of one kind. */
  tombstones(kind: string): Resource[] {
    const rows = this.#database.prepare("SELECT * FROM resources WHERE deleted = 1 AND kind = ?").all(kind);
    return rows.map((row) => fromRow(row as unknown as ResourceRow));
  }

  /** Forgets a resource altogether: for what leaves no tombstone. */
  forget(id: string): void {
    this.#database.prepare("DELETE FROM resources WHERE id = ?").run(id);
    this.#database.prepare("DELETE FROM contents WHERE id = ?").run(id);
  }

  savedReply(token: string): SavedReply | undefined {
    const row = this.#database.prepare("SELECT reply FROM replies WHERE token = ?").get(token);
    return row === undefined ? undefined : (JSON.parse(String(row["reply"])) as SavedReply);
  }

  saveReply(token: string, reply: SavedReply): void {
    this.#database.prepare("INSERT OR REPLACE INTO replies VALUES (?, ?)").run(token, JSON.stringify(reply));
  }

  recordCall(method: string, path: string, status: number, requestId: string): void {
    this.#database
      .prepare("INSERT INTO calls (at, method, path, status, request_id) VALUES (?, ?, ?, ?, ?)")
      .run(new Date().toISOString(), method, path, status, requestId);
  }

  /** The newest calls, newest first. */
  calls(limit: number): Document[] {
    return this.#database.prepare("SELECT * FROM calls ORDER BY number DESC LIMIT ?").all(limit);
  }

  putContent(id: string, bytes: Uint8Array): void {
    this.#database.prepare("INSERT OR REPLACE INTO contents VALUES (?, ?)").run(id, bytes);
  }

  content(id: string): Uint8Array | undefined {
    return this.#database.prepare("SELECT bytes FROM contents WHERE id = ?").get(id)?.["bytes"] as
      | Uint8Array
      | undefined;
  }

  /** All or nothing: what the callback writes is kept only when it returns. */
  transaction<Result>(work: () => Result): Result {
    this.#database.exec("SAVEPOINT work");
    try {
      const result = work();
      this.#database.exec("RELEASE work");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK TO work; RELEASE work");
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }
}

function fromRow(row: ResourceRow): Resource {
  return {
    id: row.id,
    kind: row.kind,
    document: JSON.parse(row.document) as Document,
    state: row.state,
    ...(row.next_state === null || row.next_at === null
      ? {}
      : { next: { state: row.next_state, at: row.next_at } }),
    etag: row.etag,
    deleted: row.deleted === 1,
  };
}
