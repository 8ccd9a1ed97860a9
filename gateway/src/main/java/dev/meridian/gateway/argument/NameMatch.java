package dev.meridian.gateway.argument;

import java.util.List;

/** What a name means among those that are known. */
public sealed interface NameMatch {

    /** One, under this id. */
    record One(String id) implements NameMatch {}

    /** Several go by that name. */
    record Several(List<String> names) implements NameMatch {
        public Several {
            names = List.copyOf(names);
        }
    }

    /** None does; these are the names there are. */
    record Unknown(List<String> names) implements NameMatch {
        public Unknown {
            names = List.copyOf(names);
        }
    }
}
