// The kinds of elements on a page, and the pairs of colours that its words are read in.
//
// An element's kind is its way down from the page's root, each step with its tag, classes, roles and states, whether it
// is seen, and whether it has words. The order of headings and landmarks is one kind more. A kind is sent as a hash.
(root) => {
  const WORDS = /^(id|for|name|value|href|src|action|content|title|placeholder|alt|datetime|max|min|pattern)$|^(data|hx)-/;
  const NAMES = /^aria-(label|labelledby|describedby|controls|owns|valuenow)$/;
  const LANDMARK = /^(h[1-6]|main|nav|header|footer|aside|section|form)$/;
  const elements = new Set(), colours = new Set(), order = [];

  const hash = (text) => {
    let sum = 5381;
    for (let i = 0; i < text.length; i++) sum = (sum * 33 + text.charCodeAt(i)) >>> 0;
    return sum;
  };
  const said = (element, name) => {
    const value = element.getAttribute(name);
    return name + (WORDS.test(name) || NAMES.test(name) ? (value ? "" : "=empty") : "=" + value);
  };
  const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const walk = (element, above, behind) => {
    const tag = element.localName;
    if (tag === "script" || tag === "style") return;
    const seen = element.getClientRects().length > 0, words = hasWords(element);
    const attributes = element.getAttributeNames().sort().map((name) => said(element, name));
    const kind = hash([above, tag, seen, words, ...attributes].join("|"));
    elements.add(String(kind));
    if (seen && (LANDMARK.test(tag) || element.hasAttribute("role"))) order.push(tag);
    if (seen) {
      const style = getComputedStyle(element);
      if (style.backgroundImage !== "none") behind = style.backgroundImage;
      else if (style.backgroundColor !== "rgba(0, 0, 0, 0)") behind = style.backgroundColor;
      if (words) colours.add([style.color, behind, style.fontSize, style.fontWeight, style.opacity].join(" "));
    }
    for (const child of element.children) walk(child, kind, behind);
  };
  walk(root, 0, "canvas");
  elements.add("order " + hash(order.join().replace(/\b([^,]+)(,\1)+\b/g, "$1")));
  return { elements: [...elements], colours: [...colours] };
}
