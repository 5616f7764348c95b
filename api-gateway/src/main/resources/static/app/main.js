/** Puts the page together. */
import "./shell/shell.js";
import { events } from "./shared/events.js";

events.start();
