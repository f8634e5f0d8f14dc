// Draws a text as a QR code, in the browser alone, into a picture that waits for it: an svg with a rect and a path.
import { qrcode } from "./vendor/qrcode.mjs";

export function draw(picture, text) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount() + 8;
  let path = "";
  for (let y = 0; y < size - 8; y++) for (let x = 0; x < size - 8; x++) if (code.isDark(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.querySelector("path").setAttribute("d", path);
  picture.querySelector("rect").setAttribute("width", size);
  picture.querySelector("rect").setAttribute("height", size);
  picture.removeAttribute("hidden");
}
