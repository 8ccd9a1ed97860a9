package dev.meridian.faults.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Writes the classes that have a place of a {@link KillPoint} once more, with a call of {@link Halt} woven in. Ahead of time and
 * not while a process starts: processes die and start all the time, and an agent would cost each of them seconds.
 */
public final class Weaver {

    private Weaver() {}

    /** Writes the woven classes into a folder that is to stand first on the class path. */
    public static void weave(Path folder) throws IOException {
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());
        TypePool types = TypePool.Default.of(classes);
        Map<String, List<Place>> places = KillPoint.places().stream().collect(Collectors.groupingBy(Place::type));
        for (Map.Entry<String, List<Place>> entry : places.entrySet()) {
            TypeDescription type = types.describe(entry.getKey()).resolve();
            DynamicType.Builder<?> woven = new ByteBuddy().redefine(type, classes);
            for (Place place : entry.getValue()) {
                woven = woven.visit(Advice.to(place.entered() ? Entering.class : Leaving.class)
                        .on(ElementMatchers.named(place.method())));
            }
            try (DynamicType.Unloaded<?> made = woven.make(TypeResolutionStrategy.Disabled.INSTANCE, types)) {
                made.saveIn(folder.toFile());
            }
        }
    }

    /** Woven in at the beginning of a method. */
    static final class Entering {

        private Entering() {}

        @Advice.OnMethodEnter
        static void entering(
                @Advice.Origin("#t") String type,
                @Advice.Origin("#m") String method,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments Object[] arguments) {
            Halt.reached(type, method, true, self, arguments);
        }
    }

    /** Woven in at the end of a method. */
    static final class Leaving {

        private Leaving() {}

        @Advice.OnMethodExit
        static void leaving(
                @Advice.Origin("#t") String type,
                @Advice.Origin("#m") String method,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments Object[] arguments) {
            Halt.reached(type, method, false, self, arguments);
        }
    }
}
