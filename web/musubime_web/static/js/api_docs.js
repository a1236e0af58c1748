// Swagger UI from our own host, without its validator on another one, and set into the outline of our page.

const page = document.getElementById("swagger");
const bundle = /** @type {any} */ (globalThis).SwaggerUIBundle;

/** @param {HTMLElement} root */
function fitIntoOutline(root) {
  if (root.querySelector("main")) document.getElementById("main")?.removeAttribute("role");
  for (const about of root.querySelectorAll(".information-container:not([role])")) {
    about.setAttribute("role", "region");
    about.setAttribute("aria-label", document.title);
  }
  for (const servers of root.querySelectorAll(".schemes-server-container:not([role])")) {
    const title = servers.querySelector(".servers-title")?.textContent ?? "";
    servers.setAttribute("role", "region");
    servers.setAttribute("aria-label", title);
    servers.querySelector("select")?.setAttribute("aria-label", title);
  }
  for (const heading of root.querySelectorAll("h3.opblock-tag:not([aria-level]), .models > h4:not([aria-level])")) {
    heading.setAttribute("role", "heading");
    heading.setAttribute("aria-level", "2");
  }
}

if (page && bundle) {
  new MutationObserver(() => fitIntoOutline(page)).observe(page, { childList: true, subtree: true });
  bundle({
    url: page.dataset.spec,
    domNode: page,
    deepLinking: false,
    validatorUrl: null,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    presets: [bundle.presets.apis],
    layout: "BaseLayout",
  });
}
