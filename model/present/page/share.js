/* The present setting as a scenario file: shown, copied, saved. */
"use strict";

function buildShare(button, name, text) {
  const [dialog, area, said] = ["yaml", "yaml-text", "yaml-said"].map((id) => document.getElementById(id));
  let status = null;
  const tell = (key) => { status = key; write(said, key ? word(key) : ""); };
  say(said, () => (status ? word(status) : ""));
  async function copy() {
    area.focus();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      tell("yaml_copied");
    } catch {
      tell(document.execCommand("copy") ? "yaml_copied" : "yaml_select");
    }
  }
  function download() {
    const link = element("a", { download: `${name}.yaml`, href: URL.createObjectURL(new Blob([area.value], { type: "application/yaml" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  button.addEventListener("click", () => {
    area.value = text();
    tell(null);
    dialog.showModal();
    copy();
  });
  document.getElementById("yaml-copy").addEventListener("click", copy);
  document.getElementById("yaml-download").addEventListener("click", download);
  document.getElementById("yaml-close").addEventListener("click", () => dialog.close());
}
