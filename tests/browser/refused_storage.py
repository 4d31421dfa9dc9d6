"""Scripts with which a browser refuses to store: anything at all, or a part of it."""

from __future__ import annotations

REFUSE_TO_READ = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); } })"""
REFUSE_TO_KEEP = """Storage.prototype.setItem = () => {
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); }"""
REFUSE_VERSIONS = """(() => {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    if (key.includes("/version/")) throw new DOMException("It is full.", "QuotaExceededError");
    return setItem.call(this, key, text);
  };
})()"""
