// The server's REST API, asked with the operator's token.

const ASK_TIMEOUT_MS = 8000;

/** The server answered, but refused: an RFC 9457 problem, or any answer that is no success. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? null;
    this.traceId = problem.trace_id ?? null;
  }

  /** True if the same question may get an answer a little later. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }

  /** True if another token is needed. */
  get aboutToken() {
    return this.status === 401 || this.status === 403;
  }
}

/** Nobody answered. */
export class Unreachable extends Error {
  constructor(cause) {
    super("The server does not answer.", { cause });
  }
}

export function createApi(token) {
  // The page is served below the server's root, whatever stands before that root.
  const root = new URL("../", document.baseURI);

  async function send(path, { headers = {}, signal } = {}) {
    let response;
    try {
      response = await fetch(new URL(path, root), {
        headers: { Accept: "application/json", ...headers, Authorization: `Bearer ${token}` },
        cache: "no-cache",
        redirect: "error",
        signal,
      });
    } catch (failure) {
      throw signal?.aborted && signal.reason === "stopped" ? failure : new Unreachable(failure);
    }
    if (!response.ok) {
      throw new Refused(response.status, await problemOf(response));
    }
    return response;
  }

  return {
    /** The JSON answer to a GET. */
    async get(path, { signal } = {}) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort("timeout"), ASK_TIMEOUT_MS);
      const forward = () => stop.abort(signal.reason);
      signal?.addEventListener("abort", forward);
      try {
        const response = await send(path, { signal: stop.signal });
        try {
          return await response.json();
        } catch (failure) {
          throw new Unreachable(failure); // the connection broke within the body
        }
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", forward);
      }
    },

    /** An answer whose body the caller reads as it comes. */
    stream(path, { headers, signal }) {
      return send(path, { headers: { Accept: "text/event-stream", ...headers }, signal });
    },
  };
}

async function problemOf(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}
