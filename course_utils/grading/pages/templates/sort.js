for (const header of document.querySelectorAll("th[data-sort]")) {
  const button = document.createElement("button");
  button.append(...header.childNodes);
  header.append(button);
  button.addEventListener("click", () => {
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const table = header.closest("table");
    const key = (body) => body.rows[0].cells[header.cellIndex].dataset.value;
    const order = (a, b) => (header.dataset.sort === "number" ? key(a) - key(b) : key(a).localeCompare(key(b)));
    const bodies = [...table.tBodies].sort((a, b) => (down ? order(b, a) : order(a, b)));
    table.append(...bodies);
  });
}
