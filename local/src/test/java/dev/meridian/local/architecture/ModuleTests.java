package dev.meridian.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may use which. */
@AnalyzeClasses(packages = "dev.meridian", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleTests {

    private static final String SCHEDULING = "dev.meridian.scheduling..";
    private static final String CALENDARS = "dev.meridian.calendars..";
    private static final String BOOKINGS = "dev.meridian.bookings..";
    private static final String MESSAGING = "dev.meridian.messaging..";
    private static final String SCHEMAS = "dev.meridian.schema..";
    private static final String GATEWAY = "dev.meridian.gateway..";
    private static final String AVAILABILITY_WORKER = "dev.meridian.availability..";
    private static final String BOOKING_WORKER = "dev.meridian.booking..";
    private static final String LOCAL = "dev.meridian.local..";
    private static final String FAULTS = "dev.meridian.faults..";
    private static final String TESTKIT = "dev.meridian.testkit..";

    @ArchTest
    static final ArchRule schedulingIsPure = classes()
            .that()
            .resideInAPackage(SCHEDULING)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    SCHEDULING,
                    "java..",
                    "org.jspecify..",
                    "com.ibm.icu..",
                    "com.google.i18n.phonenumbers..",
                    "de.focus_shift.jollyday..");

    @ArchTest
    static final ArchRule schedulingDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage(SCHEDULING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.sql..");

    @ArchTest
    static final ArchRule schemasKnowOnlyAvro = noClasses()
            .that()
            .resideInAPackage(SCHEMAS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SCHEDULING, CALENDARS, BOOKINGS, MESSAGING, "org.springframework..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule calendarsKnowScheduling = noClasses()
            .that()
            .resideInAPackage(CALENDARS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BOOKINGS, MESSAGING, SCHEMAS, "org.apache.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule theCalendarPortKnowsNoProviderAndNoFramework = noClasses()
            .that()
            .resideInAPackage("dev.meridian.calendars")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.meridian.calendars.google..",
                    "dev.meridian.calendars.sandbox..",
                    "com.google..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule theSandboxSharesNothingWithTheConnector = noClasses()
            .that()
            .resideInAPackage("dev.meridian.calendars.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.meridian.calendars.google..", "com.google.api..", "org.springframework..");

    @ArchTest
    static final ArchRule bookingsKnowScheduling = noClasses()
            .that()
            .resideInAPackage(BOOKINGS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CALENDARS, MESSAGING, SCHEMAS, "org.apache.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule messagingKnowsNoDomain = noClasses()
            .that()
            .resideInAPackage(MESSAGING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SCHEDULING, CALENDARS, BOOKINGS);

    @ArchTest
    static final ArchRule librariesKnowNoService = noClasses()
            .that()
            .resideInAnyPackage(SCHEMAS, SCHEDULING, CALENDARS, BOOKINGS, MESSAGING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, AVAILABILITY_WORKER, BOOKING_WORKER);

    @ArchTest
    static final ArchRule theGatewayAsksNoCalendar = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AVAILABILITY_WORKER, BOOKING_WORKER, CALENDARS);

    @ArchTest
    static final ArchRule theAvailabilityWorkerStandsAlone = noClasses()
            .that()
            .resideInAPackage(AVAILABILITY_WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, BOOKING_WORKER);

    @ArchTest
    static final ArchRule theBookingWorkerStandsAlone = noClasses()
            .that()
            .resideInAPackage(BOOKING_WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, AVAILABILITY_WORKER);

    @ArchTest
    static final ArchRule nothingDependsOnLocal = noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LOCAL);

    @ArchTest
    static final ArchRule nothingDependsOnFaults =
            noClasses().should().dependOnClassesThat().resideInAPackage(FAULTS).allowEmptyShould(true);

    @ArchTest
    static final ArchRule theTestkitIsForTests = noClasses()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT);

    @ArchTest
    static final ArchRule noPackagesInACircle =
            slices().matching("dev.meridian.(**)").should().beFreeOfCycles();
}
