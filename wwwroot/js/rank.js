// A ranking by dragging and by keys. The plain numbers stay the truth: every move is written into them, and they are sent.
// In the list, what stands above the line is ranked; a row that is tied shares the place of the row above it.
const parts = document.getElementById("rank-parts"), texts = parts.dataset, said = document.getElementById("rank-said");
const selects = [...parts.parentElement.querySelectorAll("select[name^=rank-]")];
const [hint, list] = parts.content.cloneNode(true).children, [model, line] = list.children;
const rows = selects.map(select => {
  const row = model.cloneNode(true), name = select.closest(".place").querySelector("label").textContent;
  row.querySelector(".rank-name").textContent = name;
  for (const button of row.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent.trim()} ${name}`);
  return Object.assign(row, { select, name, tied: false });
});
const say = text => { said.textContent = text; };
const isRanked = row => Boolean(row.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING);
const button = (row, act) => row.querySelector(`[data-do=${act}]`);

// The list as the numbers have it.
function read() {
  const placed = rows.filter(row => row.select.value).sort((a, b) => a.select.value - b.select.value);
  placed.forEach((row, i) => { row.tied = i > 0 && placed[i - 1].select.value === row.select.value; });
  list.replaceChildren(...placed, line, ...rows.filter(row => !row.select.value));
  write();
}

// The numbers as the list has it.
function write() {
  let place = 0, ranked = true;
  for (const item of list.children) {
    if (item === line) { ranked = false; continue; }
    item.tied &&= ranked && place > 0;
    if (ranked && !item.tied) place++;
    item.select.value = ranked ? place : "";
    item.querySelector(".rank-at").textContent = ranked ? place : "";
    item.classList.toggle("unranked", !ranked);
    item.classList.toggle("tied", item.tied);
    for (const act of ["up", "down", "out"]) button(item, act).hidden = !ranked;
    button(item, "add").hidden = ranked;
    button(item, "up").setAttribute("aria-disabled", String(item === list.firstElementChild));
    const tie = button(item, "tie");
    if (tie) { tie.hidden = !ranked || item === list.firstElementChild; tie.setAttribute("aria-pressed", String(item.tied)); }
  }
  line.textContent = line === list.firstElementChild ? texts.empty : line === list.lastElementChild ? texts.all : texts.rest;
}

function tell(row) {
  const text = !isRanked(row) ? texts.out : row.tied ? texts.tied : texts.moved;
  say(text.replace("{option}", row.name).replace("{place}", row.select.value));
}

// Whoever leaves the head of a shared place leaves it to the next; whoever comes between two that share it shares it too.
function leave(row) {
  if (!row.tied && row.nextElementSibling?.tied) row.nextElementSibling.tied = false;
  row.tied = false;
}
const join = row => { row.tied = Boolean(row.nextElementSibling?.tied); };

function put(row, before) {
  const focused = document.activeElement;
  leave(row);
  list.insertBefore(row, before);
  join(row);
  write();
  if (row.contains(focused)) (focused.hidden ? button(row, isRanked(row) ? "up" : "add") : focused).focus();
  tell(row);
}

const acts = {
  add: row => { if (!isRanked(row)) put(row, line); },
  out: row => { if (isRanked(row)) put(row, line.nextElementSibling); },
  up: row => { if (!isRanked(row)) put(row, line); else if (row.previousElementSibling) put(row, row.previousElementSibling); },
  down: row => { if (isRanked(row)) put(row, row.nextElementSibling.nextElementSibling); },
  tie: row => { if (row.previousElementSibling) { row.tied = !row.tied; write(); tell(row); } },
};

list.addEventListener("click", event => {
  const pressed = event.target.closest("[data-do]"), act = acts[pressed?.dataset.do];
  if (act) act(pressed.closest(".rank-row"));
});

list.addEventListener("keydown", event => {
  const row = event.target.closest(".rank-row"), act = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "out" }[event.key];
  if (!row || !act) return;
  event.preventDefault();
  if (act === "first") { if (row !== list.firstElementChild) put(row, list.firstElementChild); }
  else acts[act](row);
});

// Dragging never moves the row that is held, only its neighbours past it: a moved element would lose the pointer.
let held = null;

list.addEventListener("pointerdown", event => {
  const row = event.target.closest("[data-do=hold]")?.closest(".rank-row");
  if (!row || event.button) return;
  held = { row, grab: event.clientY - row.getBoundingClientRect().top, moved: false };
  list.setPointerCapture(event.pointerId);
});

list.addEventListener("pointermove", event => {
  if (!held) return;
  const { row, grab } = held, wanted = event.clientY - grab;
  if (!held.moved) { held.moved = true; leave(row); row.classList.add("held"); }
  row.style.transform = "";
  const middle = item => { const box = item.getBoundingClientRect(); return box.top + box.height / 2; };
  while (row.nextElementSibling && wanted + row.offsetHeight > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
  while (row.previousElementSibling && wanted < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
  join(row);
  write();
  row.style.transform = `translateY(${wanted - row.getBoundingClientRect().top}px)`;
  if (event.clientY < 48) scrollBy(0, -12);
  else if (event.clientY > innerHeight - 48) scrollBy(0, 12);
});

function drop() {
  if (!held) return;
  const { row, moved } = held;
  held = null;
  row.classList.remove("held");
  row.style.transform = "";
  button(row, "hold").focus();
  if (moved) tell(row);
}
for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) list.addEventListener(end, drop);

parts.before(hint, list);
for (const select of selects) select.closest(".place").hidden = true;
read();
// A page that comes back brings its numbers with it.
addEventListener("pageshow", read);
