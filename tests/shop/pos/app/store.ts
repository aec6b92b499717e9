/** IndexedDB and its key ranges, for Node. */
import "fake-indexeddb/auto";
