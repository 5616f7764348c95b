/** Who sits here: a name in a demo, a token elsewhere. Both are forgotten with the window. */

const TOKEN = "fieldsync.token";
const ACTOR = "fieldsync.actor";
const listeners = new Set();

export const session = {
  /** Whether the API has refused to talk without a (better) token. */
  needsToken: false,

  get token() {
    return sessionStorage.getItem(TOKEN);
  },

  /** The name under which changes are made. */
  get actor() {
    return subject(this.token) ?? sessionStorage.getItem(ACTOR) ?? "User A";
  },

  set actor(name) {
    sessionStorage.setItem(ACTOR, name.trim() || "User A");
    tell();
  },

  signIn(token) {
    sessionStorage.setItem(TOKEN, token.trim().replace(/^Bearer\s+/i, ""));
    this.needsToken = false;
    tell();
  },

  signOut() {
    sessionStorage.removeItem(TOKEN);
    this.refused();
  },

  /** The API answered 401. */
  refused() {
    if (!this.needsToken) {
      this.needsToken = true;
      tell();
    }
  },

  /** Headers that say who it is; `actor` stands in for the person in a demo. */
  headers(actor = this.actor) {
    return this.token
      ? { Authorization: `Bearer ${this.token}` }
      : { "X-Actor": utf8(actor) };
  },

  /** Calls `listener` at every change; returns a function that ends that. */
  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function tell() {
  listeners.forEach((listener) => listener());
}

/** The bytes of a header are Latin-1 for the browser; the gateway reads them as UTF-8. */
function utf8(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function subject(token) {
  if (!token) {
    return null;
  }
  try {
    const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (each) => each.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)).sub ?? null;
  } catch {
    // Whether it is a token at all is for the gateway to say.
    return null;
  }
}
