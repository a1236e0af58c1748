// The server's SVG stays in the page for print; before printing it takes the arrangement of the canvas.

/**
 * @param {SVGSVGElement} svg
 * @param {import("./scene_view.js").SceneView} view
 */
export function followArrangement(svg, view) {
  addEventListener("beforeprint", () => {
    const hidden = new Set(view.arrangement.hidden);
    /** @type {Map<string, { x: number, y: number }>} */
    const at = new Map(view.cy.nodes("[!frame]").map((node) => [node.id(), node.position()]));
    for (const group of svg.querySelectorAll("g[data-node]")) {
      const id = group.getAttribute("data-node") ?? "";
      const place = at.get(id);
      if (place) group.setAttribute("transform", `translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})`);
      group.setAttribute("visibility", hidden.has(id) ? "hidden" : "visible");
    }
    for (const line of svg.querySelectorAll("line[data-edge]")) {
      const [source, target] = [line.getAttribute("data-source") ?? "", line.getAttribute("data-target") ?? ""];
      const [from, to] = [at.get(source), at.get(target)];
      if (from && to) {
        line.setAttribute("x1", from.x.toFixed(1));
        line.setAttribute("y1", from.y.toFixed(1));
        line.setAttribute("x2", to.x.toFixed(1));
        line.setAttribute("y2", to.y.toFixed(1));
      }
      line.setAttribute("visibility", hidden.has(source) || hidden.has(target) ? "hidden" : "visible");
    }
  });
}
