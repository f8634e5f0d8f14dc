// A page that offers a ballot while its poll comes to an end: nothing can be cast on it any more. What was chosen stays
// in view, and is plainly told to be cast by nobody.
import { typed } from "./become.js";
import { readAgain } from "./pieces.js";

const ballot = document.getElementById("ballot"), stands = document.querySelector("[data-live=stands]");
const over = () => stands.querySelector("[data-over]");

function chosen() {
  const form = ballot.querySelector("form:has(#choice)");
  return ballot.querySelector("[data-chosen]:not([hidden])") || (form && !form.hidden && typed(form));
}

function end() {
  if (!ballot || !over() || ballot.matches(".over")) return;
  const lost = chosen(), here = lost || ballot.contains(document.activeElement), fields = ballot.querySelector("#choice");
  ballot.classList.add("over");
  ballot.querySelectorAll("[data-voting]").forEach(part => part.remove());
  if (fields) {
    fields.disabled = true;
    fields.querySelectorAll(lost ? ".hint, button" : ":scope > :not(legend)").forEach(part => part.remove());
  }
  if (lost && over().dataset.over && !stands.querySelector(".lost, #lapsed")) stands.append(document.getElementById("lost").content.cloneNode(true));
  if (!here) return;
  stands.tabIndex = -1;
  stands.focus({ preventScroll: true });
  stands.scrollIntoView({ block: "start" });
}

document.addEventListener("reread", end);

// At the closing time itself nothing need be committed, where papers are still entered: the page looks by itself. What
// visitors are sent may be some seconds old.
const left = document.querySelector("[data-closes-in]")?.dataset.closesIn, at = Date.now() + Number(left) + 1000;
let tries = 0;

async function look() {
  if (over()?.dataset.over || tries > 3) return;
  if (Date.now() >= at) { tries++; await readAgain(); }
  setTimeout(look, Date.now() >= at ? 6000 : Math.min(at - Date.now(), 2 ** 30));
}

if (left) look();
