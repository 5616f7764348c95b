import { events } from "../shared/events.js";
import { Ways } from "./ways.js";

/** What was seen since the view was first opened; who looks at another one meanwhile misses nothing. */
export const seenWays = new Ways();
events.listen((batch) => seenWays.add(batch));
