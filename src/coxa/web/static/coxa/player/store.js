// Where kept forms stay through reloads, crashes and power cuts: the browser's own database.

/**
 * @typedef {import("./queue.js").Kept} Kept
 * @typedef {import("./queue.js").Store} Store
 */

const NAME = "coxa";
const TABLE = "kept";

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "id" });
  return answered(request);
}

/** @implements {Store} */
export class DeviceStore {
  constructor() {
    this.database = opened();
  }

  /** @returns {Promise<Kept[]>} */
  async all() {
    return answered((await this.database).transaction(TABLE).objectStore(TABLE).getAll());
  }

  /** @param {Kept[]} kept */
  async put(kept) {
    await this._change((table) => kept.forEach((one) => table.put(one)));
  }

  /** @param {string[]} ids */
  async remove(ids) {
    if (ids.length) await this._change((table) => ids.forEach((id) => table.delete(id)));
  }

  /**
   * Come back only when the change is on the disk.
   * @param {(table: IDBObjectStore) => void} change
   */
  async _change(change) {
    const transaction = (await this.database).transaction(TABLE, "readwrite", { durability: "strict" });
    change(transaction.objectStore(TABLE));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}
