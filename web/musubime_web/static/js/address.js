// What the address says about the view, and how it changes.

/**
 * The address with one query parameter set, or taken out for null.
 * @param {string} href
 * @param {string} name
 * @param {string | null} value
 */
export function withParameter(href, name, value) {
  const url = new URL(href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.href;
}

/**
 * The address with this fragment; none for an empty one.
 * @param {string} href
 * @param {string} fragment
 */
export function withFragment(href, fragment) {
  const url = new URL(href);
  url.hash = fragment;
  return fragment ? url.href : url.href.replace(/#$/, "");
}

/**
 * Filled text: `{name}` becomes its value.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
