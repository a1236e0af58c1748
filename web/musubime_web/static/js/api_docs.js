// Swagger UI from our own host, without its validator on another one.

const page = document.getElementById("swagger");
const bundle = /** @type {any} */ (globalThis).SwaggerUIBundle;
if (page && bundle) {
  bundle({
    url: page.dataset.spec,
    domNode: page,
    deepLinking: true,
    validatorUrl: null,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    presets: [bundle.presets.apis],
    layout: "BaseLayout",
  });
}
