package dev.meridian.gateway.request;

import dev.meridian.scheduling.catalogue.Service;
import org.jspecify.annotations.Nullable;

/** Record keys of requests: what belongs to one person or service stays in order. */
final class Keys {

    private Keys() {}

    static String of(@Nullable String staff, @Nullable String service) {
        if (staff != null) {
            return staff;
        }
        return service == null ? Service.STANDARD : service;
    }
}
