package dev.meridian.bookings.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Entries by the documents they were read from, those that were wanted last: reading costs more than all else of a lookup. */
final class ReadEntries {

    static final int MOST = 1_000;

    private record Document(Class<?> type, String json) {}

    private final Map<Document, Object> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Document, Object> leastUsed) {
            return size() > MOST;
        }
    };

    /** The entry of a document. Whoever brings the same document gets the same one: entries do not change. */
    synchronized <T> T read(String json, Class<T> type) {
        return type.cast(entries.computeIfAbsent(new Document(type, json), document -> CatalogueJson.read(json, type)));
    }
}
