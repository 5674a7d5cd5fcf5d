
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { databases, logins, meanings } = JSON.parse(byId("data").textContent);
  const [picture, cells, across, down, readout, zoom] = ["matrix", "cells", "across", "down", "readout", "zoom"].map(byId);
  const idle = `${logins.length} logins, ${databases.length} databases. Point at a cell.`;

  // A row is written as runs: "o1.499"
  const reachAt = (row, column) => {
    for (const [, sign, length] of logins[row][2].matchAll(/(\D)(\d+)/g)) {
      column -= Number(length);
      if (column < 0) return meanings[sign];
    }
  };

  const show = (row, column) => {
    const isCell = row >= 0 && column >= 0 && row < logins.length && column < databases.length;
    for (const cross of [across, down]) cross.setAttribute("visibility", isCell ? "visible" : "hidden");
    if (isCell) {
      across.setAttribute("y", row);
      down.setAttribute("x", column);
    }
    const [login, tenant] = isCell ? logins[row] : [];
    readout.textContent = isCell ? `${login}${tenant === null ? "" : ` (${tenant})`} → ${databases[column]}: ${reachAt(row, column)}` : idle;
    return isCell;
  };

  const showLinked = () => {
    const [, row, column] = /^#c(\d+)-(\d+)$/.exec(location.hash) ?? [];
    if (row !== undefined && show(Number(row), Number(column))) readout.scrollIntoView({ block: "start" });
  };

  picture.addEventListener("pointermove", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(cells.getScreenCTM().inverse());
    show(Math.floor(at.y), Math.floor(at.x));
  });
  picture.addEventListener("pointerleave", () => show(-1, -1));
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  zoom.addEventListener("input", () => {
    picture.setAttribute("width", width * zoom.value);
    picture.setAttribute("height", height * zoom.value);
  });
  byId("zooming").hidden = false;
  addEventListener("hashchange", showLinked);
  show(-1, -1);
  showLinked();
})();
