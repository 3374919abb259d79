// Server-sent events, the part of
// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
// that a stream read through fetch needs. EventSource itself cannot send an Authorization header.

/**
 * A parser that is fed text in whatever pieces the network delivers and calls `onEvent` with
 * {type, data, id}. `id` is the last one seen, as the standard says.
 */
export function createSseParser(onEvent) {
  let rest = "";
  let type = "";
  let data = [];
  let id = "";

  function line(text) {
    if (text === "") {
      if (data.length > 0) {
        onEvent({ type: type || "message", data: data.join("\n"), id });
      }
      type = "";
      data = [];
      return;
    }
    const colon = text.indexOf(":");
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      type = value;
    } else if (field === "data") {
      data.push(value);
    } else if (field === "id" && !value.includes("\0")) {
      id = value;
    }
    // A comment (an empty field name) is a heartbeat; whoever feeds us saw its bytes.
  }

  return function feed(text) {
    rest += text;
    // A lone CR at the end may be the first half of a CRLF: wait for what follows.
    const ready = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
    const lines = ready.split(/\r\n|\n|\r/);
    rest = lines.pop() + (rest.endsWith("\r") ? "\r" : "");
    lines.forEach(line);
  };
}
