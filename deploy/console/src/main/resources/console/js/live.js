// Feeds that stay alive: a poll that is repeated, and the event stream that is resumed.

import { createSseParser } from "./sse.js";
import { Unreachable } from "./api.js";

const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 4000;
/** Who does not look needs no fresh map. */
const HIDDEN_FACTOR = 5;
/** The server sends a heartbeat each 10 s; after this silence the stream is dead. */
const STREAM_SILENCE_MAX_MS = 25_000;

/** Half of the doubling delay is chance, so that many consoles do not return in one moment. */
export function backoffMs(failures, chance = Math.random()) {
  const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return ceiling / 2 + (chance * ceiling) / 2;
}

/**
 * Asks again and again until `signal` aborts. `ask(signal)` is given to `onAnswer(answer, askedAt)`
 * or its error to `onFailure`.
 */
export async function poll({ ask, everyMs, onAnswer, onFailure, signal }) {
  let failures = 0;
  while (!signal.aborted) {
    const askedAt = Date.now();
    let waitMs = everyMs;
    try {
      const answer = await ask(signal);
      if (signal.aborted) {
        return;
      }
      failures = 0;
      onAnswer(answer, askedAt);
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      failures++;
      waitMs = Math.max(backoffMs(failures), Math.min(everyMs, BACKOFF_MAX_MS));
      onFailure(failure);
    }
    await pause(document.hidden ? waitMs * HIDDEN_FACTOR : waitMs, signal);
  }
}

/** Asks until one answer came. */
export function pollOnce({ onAnswer, signal, ...rest }) {
  const enough = new AbortController();
  signal.addEventListener("abort", () => enough.abort("stopped"));
  return poll({
    ...rest,
    everyMs: BACKOFF_FIRST_MS,
    signal: enough.signal,
    onAnswer(answer, askedAt) {
      onAnswer(answer, askedAt);
      enough.abort("stopped");
    },
  });
}

/**
 * Follows the event stream, resuming after the last event seen, until `signal` aborts. `onOpen`
 * hears of each time it is open, since a quiet market has no event to tell that.
 */
export async function follow({
  api,
  path,
  onOpen,
  onEvent,
  onFailure,
  signal,
  silenceMaxMs = STREAM_SILENCE_MAX_MS,
}) {
  let failures = 0;
  let lastEventId = "";
  while (!signal.aborted) {
    try {
      const headers = lastEventId ? { "Last-Event-ID": lastEventId } : {};
      await readStream({
        open: (streamSignal) => api.stream(path, { headers, signal: streamSignal }),
        onOpen,
        onEvent(event) {
          failures = 0;
          lastEventId = event.id;
          onEvent(event);
        },
        signal,
        silenceMaxMs,
      });
      failures = 0;
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      failures++;
      onFailure(failure);
    }
    await pause(backoffMs(Math.max(1, failures)), signal);
  }
}

async function readStream({ open, onOpen, onEvent, signal, silenceMaxMs }) {
  const stop = new AbortController();
  const forward = () => stop.abort("stopped");
  signal.addEventListener("abort", forward);
  const awaitSilence = () => setTimeout(() => stop.abort("silence"), silenceMaxMs);
  let silence = awaitSilence();
  try {
    const response = await open(stop.signal);
    onOpen();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const feed = createSseParser(onEvent);
    for (;;) {
      const { done, value } = await readPiece(reader);
      if (done) {
        return;
      }
      clearTimeout(silence);
      silence = awaitSilence();
      feed(value);
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", forward);
    stop.abort("stopped"); // an event that could not be handled leaves the connection open
  }
}

/**
 * Whatever ends a read is the connection's end. Browsers do not agree how our own abort after a
 * silence is told: Chromium throws an AbortError without our reason.
 */
async function readPiece(reader) {
  try {
    return await reader.read();
  } catch (failure) {
    throw new Unreachable(failure);
  }
}

/** Waits, but no longer than until the signal aborts or the page is looked at again. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      document.removeEventListener("visibilitychange", seen);
      resolve();
    };
    const seen = () => document.hidden || done();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    document.addEventListener("visibilitychange", seen);
    if (signal.aborted) {
      done();
    }
  });
}
