/** An error as every OCI service answers it: `{code, message}` with its HTTP status. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
    this.code = code;
  }
}

/** Source of the codes: OCI documentation, "API Errors". */
export const errors = {
  invalidParameter: (message: string) => new ServiceError(400, "InvalidParameter", message),
  missingParameter: (message: string) => new ServiceError(400, "MissingParameter", message),
  limitExceeded: (message: string) => new ServiceError(400, "LimitExceeded", message),
  notAuthenticated: (message: string) => new ServiceError(401, "NotAuthenticated", message),
  /** OCI does not tell what is gone from what is hidden. */
  notFound: (message: string) => new ServiceError(404, "NotAuthorizedOrNotFound", message),
  conflict: (message: string) => new ServiceError(409, "Conflict", message),
  incorrectState: (message: string) => new ServiceError(409, "IncorrectState", message),
  alreadyExists: (message: string) => new ServiceError(409, "NotAuthorizedOrResourceAlreadyExists", message),
  noEtagMatch: (message: string) => new ServiceError(412, "NoEtagMatch", message),
  tooManyRequests: () => new ServiceError(429, "TooManyRequests", "Too many requests for the tenant"),
  internal: () =>
    new ServiceError(500, "InternalServerError", "The service failed; the request may be sent again"),
} as const;
