package dev.meridian.faults.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** The Java agent that weaves {@link Halt} into the places of all {@link KillPoint}s. */
public final class Agent {

    private static final String SEPARATOR = "|";

    private Agent() {}

    /** Called by the JVM. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        List<String> parts = List.of(arguments.split("\\|", -1));
        Map<String, List<Place>> places = KillPoint.places().stream().collect(Collectors.groupingBy(Place::type));
        AgentBuilder agent = new AgentBuilder.Default().disableClassFormatChanges();
        for (Map.Entry<String, List<Place>> type : places.entrySet()) {
            agent = agent.type(ElementMatchers.named(type.getKey()))
                    .transform((builder, description, loader, module, domain) -> {
                        DynamicType.Builder<?> woven = builder;
                        for (Place place : type.getValue()) {
                            woven = woven.visit(Advice.to(place.entered() ? Entering.class : Leaving.class)
                                    .on(ElementMatchers.named(place.method())));
                        }
                        return woven;
                    });
        }
        agent.installOn(instrumentation);
        Halt.follow(parts.get(0), Path.of(parts.get(1)), Path.of(parts.get(2)));
    }

    /** The JVM's argument that loads the agent from a jar of {@link #jar}. */
    public static String option(Path jar, String processName, Path control, Path witness) {
        return "-javaagent:" + jar + "=" + String.join(SEPARATOR, processName, control.toString(), witness.toString());
    }

    /** Writes a jar that names the agent; its classes are on the class path. */
    public static void jar(Path target) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target), manifest)) {
            jar.finish();
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
