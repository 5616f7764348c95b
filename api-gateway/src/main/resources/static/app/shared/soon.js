/**
 * Makes a function that calls `action` once, `periodMs` later, however often it is called until then:
 * what comes in hundreds a second is worked off and shown a few times a second.
 */
export function soon(periodMs, action) {
  let planned = false;
  return () => {
    if (!planned) {
      planned = true;
      setTimeout(() => {
        planned = false;
        action();
      }, periodMs);
    }
  };
}
