// The page's beginning: with a token the console, without one the form that asks for it.

import { openConsole } from "./console.js";
import { findToken, forgetToken, keepToken, takeTokenFromAddress } from "./session.js";

const form = document.getElementById("token-form");
const problem = document.getElementById("token-problem");

function start(token) {
  document.getElementById("sign-in").hidden = true;
  document.getElementById("console").hidden = false;
  openConsole(token, { onRefused: signOut });
}

/** A refused token ends everything that used it: the page starts afresh and says why. */
function signOut(refusal) {
  forgetToken();
  ask(
    refusal.status === 403
      ? `This token may not see operations: ${refusal.message}`
      : `The server refused the token: ${refusal.message} Maybe it has expired.`,
  );
}

function ask(reason = "") {
  document.getElementById("console").hidden = true;
  document.getElementById("sign-in").hidden = false;
  problem.textContent = reason;
  problem.hidden = reason === "";
  form.elements.token.focus();
}

form.addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const token = form.elements.token.value.trim();
  if (token === "") {
    return;
  }
  keepToken(token);
  location.reload();
});

takeTokenFromAddress();
// A link with a token, opened in a tab that shows the console, changes only the fragment.
window.addEventListener("hashchange", () => {
  if (location.hash.includes("token=")) {
    takeTokenFromAddress();
    location.reload();
  }
});

const token = findToken();
if (token) {
  start(token);
} else {
  ask();
}
