"use strict";
const box = document.querySelector(".filter");
const input = document.getElementById("filter");
const shown = document.getElementById("shown");
const body = document.querySelector("tbody");
const heads = Array.from(document.querySelectorAll("thead th"));
const rows = Array.from(body.rows);
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
const compare = new Intl.Collator("sv", { numeric: true }).compare;
function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort ?? cell.textContent.trim();
}
function sort(column) {
  const head = heads[column];
  const back = head.getAttribute("aria-sort") === "ascending";
  heads.forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", back ? "descending" : "ascending");
  // What has nothing there stands last, whichever way.
  const sorted = rows.slice().sort((one, other) => {
    const [a, b] = [key(one, column), key(other, column)];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return back ? compare(b, a) : compare(a, b);
  });
  body.append(...sorted);
}
heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(column));
  head.append(button);
});
input.addEventListener("input", filter);
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    input.value = "";
    filter();
  }
});
box.hidden = false;
filter();
