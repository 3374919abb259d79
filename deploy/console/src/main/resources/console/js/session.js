// The operator's token: it arrives in the address's fragment, which no server sees, and lives as
// long as the browser's tab.

const TOKEN = "kerb.token";
const MARKET = "kerb.market";

/** Moves a token from the address into the session, so that it is not copied with the address. */
export function takeTokenFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get("token");
  if (token === null) {
    return;
  }
  if (token !== "") {
    sessionStorage.setItem(TOKEN, token);
  }
  fragment.delete("token");
  const rest = fragment.toString();
  history.replaceState(null, "", location.pathname + location.search + (rest && `#${rest}`));
}

export function findToken() {
  return sessionStorage.getItem(TOKEN);
}

export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
}

export function findMarket() {
  return sessionStorage.getItem(MARKET);
}

export function keepMarket(marketId) {
  sessionStorage.setItem(MARKET, marketId);
}
