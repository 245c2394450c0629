
"use strict";
const box = document.querySelector(".filter");
const input = document.getElementById("filter");
const shown = document.getElementById("shown");
const rows = Array.from(document.querySelectorAll("tbody tr"));
function filter() {
  const words = input.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLocaleLowerCase("sv");
    row.hidden = !words.every((word) => text.includes(word));
    count += row.hidden ? 0 : 1;
  }
  shown.textContent = `${count} ${shown.dataset.words} ${rows.length}`;
}
input.addEventListener("input", filter);
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    input.value = "";
    filter();
  }
});
box.hidden = false;
filter();
