import type { Lifecycle } from "../engine/resource-type.ts";

/** The states that most services share, with the seconds that a type spends in the passing ones. */
export function lifecycle(
  active: "AVAILABLE" | "ACTIVE",
  deleted: "TERMINATED" | "DELETED",
  seconds: { readonly create: number; readonly delete: number; readonly update?: number },
): Lifecycle {
  return {
    creating: active === "AVAILABLE" && deleted === "TERMINATED" ? "PROVISIONING" : "CREATING",
    active,
    ...(seconds.update === undefined ? {} : { updating: "UPDATING", updateSeconds: seconds.update }),
    deleting: deleted === "TERMINATED" ? "TERMINATING" : "DELETING",
    deleted,
    createSeconds: seconds.create,
    deleteSeconds: seconds.delete,
  };
}
