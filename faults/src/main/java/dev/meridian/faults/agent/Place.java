package dev.meridian.faults.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code: a method being entered or left in the normal way.
 *
 * @param type name of the class as the JVM knows it
 * @param method name of the method, any overload
 * @param entered whether before its first statement; otherwise after its last
 * @param seen a text that the object or one of the arguments must show; empty for any
 */
public record Place(String type, String method, boolean entered, String seen) {

    static Place entering(String type, String method) {
        return new Place(type, method, true, "");
    }

    static Place leaving(String type, String method) {
        return new Place(type, method, false, "");
    }

    Place seeing(String text) {
        return new Place(type, method, entered, text);
    }

    boolean is(String typeName, String methodName, boolean isEntered, @Nullable Object self, Object[] arguments) {
        return isEntered == entered
                && methodName.equals(method)
                && typeName.equals(type)
                && (seen.isEmpty()
                        || String.valueOf(self).contains(seen)
                        || Arrays.stream(arguments)
                                .anyMatch(argument -> String.valueOf(argument).contains(seen)));
    }
}
