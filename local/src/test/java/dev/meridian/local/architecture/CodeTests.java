package dev.meridian.local.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.meridian.schema.Topics;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.NullMarked;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

/** What the code keeps to in every module. */
@AnalyzeClasses(packages = "dev.meridian", importOptions = ImportOption.DoNotIncludeTests.class)
final class CodeTests {

    private static final DescribedPredicate<JavaClass> GENERATED = resideInAnyPackage(
            "dev.meridian.schema.availability",
            "dev.meridian.schema.booking",
            "dev.meridian.schema.calendar",
            "dev.meridian.schema.call",
            "dev.meridian.schema.catalogue");

    /** Where a process or a context is put together. */
    private static final DescribedPredicate<JavaClass> CONFIGURATION = describe(
            "a configuration",
            type -> outermost(type).getSimpleName().endsWith("Configuration")
                    || outermost(type).isMetaAnnotatedWith(Configuration.class)
                    || outermost(type).tryGetMethod("main", String[].class).isPresent());

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that(DescribedPredicate.not(GENERATED))
            .should(new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(
                            type,
                            type.getPackage().isAnnotatedWith(NullMarked.class),
                            type.getPackageName() + " is checked for @NullMarked"));
                }
            });

    @ArchTest
    static final ArchRule theClockIsReadOnlyWhereItIsConfigured = noClasses()
            .that(DescribedPredicate.not(CONFIGURATION))
            .and(DescribedPredicate.not(GENERATED))
            .should()
            .accessTargetWhere(access(Clock.class, "system.*")
                    .or(describe(
                            "now() without a clock",
                            access -> access.getName().equals("now")
                                    && isTime(access.getTargetOwner())
                                    && isWithoutArguments(access))));

    @ArchTest
    static final ArchRule nobodyAsksForTheDefaultZone = noClasses()
            .should()
            .accessTargetWhere(access(ZoneId.class, "systemDefault")
                    .or(access(TimeZone.class, "(get|set)Default"))
                    .or(access(Clock.class, "systemDefaultZone")));

    @ArchTest
    static final ArchRule theGatewayDoesNotBlock = noClasses()
            .that()
            .resideInAPackage("dev.meridian.gateway..")
            .should()
            .accessTargetWhere(
                    access(Publisher.class, "block(First|Last|Optional)?").or(access(Thread.class, "sleep")));

    @ArchTest
    static final ArchRule generatedTypesStayAtTheEdges = classes()
            .that(describe(
                    "use generated types",
                    type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(dependency -> GENERATED.test(dependency.getTargetClass()))))
            .and(DescribedPredicate.not(resideInAPackage("dev.meridian.schema..")))
            .should(new ArchCondition<>("be a listener, publisher or mapping") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String name = outermost(type).getSimpleName();
                    boolean edge =
                            List.of("Listener", "Publisher", "Mapping").stream().anyMatch(name::endsWith);
                    events.add(new SimpleConditionEvent(type, edge, type.getName() + " uses generated types"));
                }
            });

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should().notBeAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule listenersNameTopicsOfTheContract = methods()
            .that()
            .areAnnotatedWith(KafkaListener.class)
            .should(new ArchCondition<>("listen to constants of Topics") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    KafkaListener listener = method.getAnnotationOfType(KafkaListener.class);
                    Set<String> named = new HashSet<>(Arrays.asList(listener.topics()));
                    named.add(listener.topicPattern());
                    named.remove("");
                    events.add(new SimpleConditionEvent(
                            method,
                            !named.isEmpty() && topicConstants().containsAll(named),
                            method.getFullName() + " listens to " + named));
                }
            });

    private static DescribedPredicate<JavaAccess<?>> access(Class<?> owner, String name) {
        return describe(
                owner.getSimpleName() + "." + name,
                access -> access.getName().matches(name)
                        && access.getTargetOwner().isAssignableTo(owner));
    }

    private static Set<String> topicConstants() {
        Set<String> constants = new HashSet<>();
        try {
            for (Field field : Topics.class.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof String text) {
                    constants.add(text);
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return constants;
    }

    private static boolean isTime(JavaClass type) {
        return List.of(
                        Instant.class,
                        LocalDate.class,
                        LocalDateTime.class,
                        LocalTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class)
                .stream()
                .anyMatch(type::isEquivalentTo);
    }

    private static boolean isWithoutArguments(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
