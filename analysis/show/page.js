
"use strict";
// The page is whole without this script: it adds sorting, filtering, and the opening of a cell where it stands.
(() => {
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const made = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  function sortable(table) {
    const body = table.tBodies[0], original = [...body.rows], heads = [...table.tHead.rows[0].cells];
    const text = (row, i) => row.cells[i].textContent;
    heads.forEach((head, i) => {
      const button = made("button", { type: "button", textContent: head.textContent });
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "" }[head.ariaSort] ?? "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        if (!next) return body.append(...original);
        head.setAttribute("aria-sort", next);
        const number = head.classList.contains("n"), sign = next === "ascending" ? 1 : -1;
        const read = (written) => Number(written.replaceAll(",", "").replace("∞", "Infinity"));
        const value = (row) => (number ? read(text(row, i)) : text(row, i));
        const keyed = original.map((row) => [row, text(row, i) === "", value(row)]);
        // What is empty stays last in both directions; rows that are equal keep their order.
        keyed.sort((a, b) => a[1] - b[1] || sign * (number ? (a[2] > b[2]) - (a[2] < b[2]) : words.compare(a[2], b[2])));
        body.append(...keyed.map((entry) => entry[0]));
      });
    });
  }

  function filterable(table) {
    const rows = [...table.tBodies[0].rows], output = made("output");
    const input = made("input", { type: "search", autocomplete: "off" });
    const label = made("label", { textContent: "Filter rows" });
    input.setAttribute("aria-label", `Filter rows: ${table.caption.firstChild.data}`);
    const tell = (count) => (output.textContent = `${count} of ${rows.length} rows`);
    let texts;
    label.append(input);
    input.addEventListener("input", () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const wanted = input.value.toLowerCase().split(/\s+/);
      let count = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every((word) => texts[i].includes(word));
        count += !row.hidden;
      });
      tell(count);
    });
    tell(rows.length);
    const controls = made("div", { className: "controls" });
    controls.append(label, output);
    table.parentElement.before(controls);
  }

  for (const table of document.querySelectorAll("table.data")) {
    const count = table.tBodies[0].rows.length;
    if (count > 1) sortable(table);
    if (count > 6) filterable(table);
  }

  // A frame is a stop for the Tab key only where there is something to scroll.
  const frames = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      target.tabIndex = scrolls ? 0 : -1;
      target.classList.toggle("scrolls", target.scrollWidth > target.clientWidth);
    }
  });
  for (const frame of document.querySelectorAll(".frame, .wide")) frames.observe(frame);

  const dialog = made("dialog"), close = made("button", { type: "button", textContent: "Close" });
  const top = made("div", { className: "top" }), content = made("div");
  top.append(close);
  dialog.append(top, content);
  dialog.setAttribute("aria-labelledby", "dialog-heading");
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.open");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const copy = document.querySelector(link.hash).cloneNode(true);
    copy.querySelector(".back").remove();
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    copy.setAttribute("aria-labelledby", "dialog-heading");
    copy.querySelector("h4").id = "dialog-heading";
    content.replaceChildren(copy);
    dialog.showModal();
    dialog.scrollTop = 0;
  });

  // Paper has no clicks. A browser that opens details for print by the stylesheet does without these two.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open], #edition *)")];
    for (const element of closed) element.open = true;
  });
  addEventListener("afterprint", () => closed.forEach((element) => (element.open = false)));
})();
