import "htmx.org";

import "./main.css";
import "./desk.css";
import "./components/desk-screens.css";
import { enhance } from "./enhance.ts";

import.meta.glob("../../*/tokens.css", { eager: true });

enhance();
