import "./main.css";
import { enhance } from "./enhance.ts";

import.meta.glob("../../*/tokens.css", { eager: true });

enhance();
// Half of all script: it comes after the page is usable, and only where the page asks for it.
if (document.querySelector("[hx-get], [hx-post], [hx-boost]")) void import("htmx.org");
