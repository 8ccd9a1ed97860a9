package dev.meridian.scheduling.catalogue;

/** What stands in the catalogue under an id of its kind. */
public sealed interface CatalogueEntry permits Service, Staff, Schedule {

    String id();

    /** 1 at first; rises by one with each change. */
    int version();
}
