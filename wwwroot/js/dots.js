// Says while dots are given how many are left; the server counts them all the same.
const line = document.getElementById("dots-left"), { most, left, over } = line.dataset, fields = [...line.parentElement.querySelectorAll("input[name^=points-]")];

function tell() {
  const rest = Number(most) - fields.reduce((sum, field) => sum + Math.max(0, Math.trunc(Number(field.value)) || 0), 0);
  line.textContent = rest < 0 ? over.replace("{count}", -rest) : left.replace("{count}", rest);
  line.classList.toggle("bad", rest < 0);
}

for (const field of fields) field.addEventListener("input", tell);
line.hidden = false;
tell();
