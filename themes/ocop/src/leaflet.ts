import { type LatLngBoundsLiteral, type Map, type Marker, control, divIcon, map as mapIn, marker, svgOverlay, tileLayer } from "leaflet";
import "./leaflet.css";

const SIZE = 28;

/** A map to move in the place of the drawing: on tiles where the house has some, else on the drawing's own ground. */
export function unfold(frame: HTMLElement): void {
  const drawing = frame.querySelector("svg");
  if (!drawing) return;
  drawing.remove();

  const map = mapIn(frame, { scrollWheelZoom: false, zoomSnap: 0.25, attributionControl: false });
  const flags = [...drawing.querySelectorAll<SVGGElement>(".pin")].map((pin) => flag(pin.dataset, pin.textContent ?? ""));
  for (const pin of drawing.querySelectorAll(".pin")) pin.remove();
  // Only a map that knows where it is makes the elements that are named below.
  map.fitBounds(corners(frame.dataset["bounds"]), { animate: false });
  ground(map, frame.dataset, drawing);
  for (const one of flags) named(one.addTo(map));
}

function corners(said = ""): LatLngBoundsLiteral {
  const [south, west, north, east] = said.split(",").map(Number) as [number, number, number, number];
  return [[south, west], [north, east]];
}

function ground(map: Map, { tiles, attribution, ground: whole }: DOMStringMap, drawing: SVGSVGElement): void {
  if (tiles) {
    tileLayer(tiles, { maxZoom: 18, attribution: attribution ?? "" }).addTo(map);
    control.attribution({ prefix: false }).addTo(map);
    return;
  }
  drawing.setAttribute("aria-hidden", "true");
  const { width, height } = drawing.viewBox.baseVal;
  drawing.setAttribute("viewBox", `${-width} ${-height} ${3 * width} ${3 * height}`);
  svgOverlay(drawing, corners(whole)).addTo(map);
  map.setMaxBounds(corners(whole)).setMaxZoom(13);
}

function flag({ latitude, longitude, name, line, url }: DOMStringMap, number: string): Marker {
  const link = Object.assign(document.createElement("a"), { href: url ?? "", textContent: name ?? "" });
  const words = document.createElement("div");
  words.append(link, Object.assign(document.createElement("div"), { textContent: line ?? "" }));
  const icon = divIcon({ className: "flag", html: number, iconSize: [SIZE, SIZE] });
  return marker([Number(latitude), Number(longitude)], { icon, title: name ?? "" }).bindPopup(words);
}

/** Leaflet makes a button of the element; a number alone is no name for it, and a name says what is seen. */
function named(one: Marker): void {
  const element = one.getElement();
  element?.setAttribute("aria-label", `${element.textContent} ${one.options.title ?? ""}`.trim());
}
