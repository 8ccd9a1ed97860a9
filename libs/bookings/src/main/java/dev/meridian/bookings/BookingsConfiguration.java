package dev.meridian.bookings;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.R2dbcBookings;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.CatalogueEdits;
import dev.meridian.bookings.catalogue.R2dbcCatalogue;
import dev.meridian.bookings.catalogue.R2dbcCatalogueEdits;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.bookings.customer.R2dbcCustomers;
import dev.meridian.bookings.customer.R2dbcErasures;
import dev.meridian.bookings.customer.R2dbcProfiles;
import dev.meridian.bookings.database.DatabaseConfiguration;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.R2dbcOccupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.outbox.R2dbcOutbox;
import dev.meridian.bookings.request.R2dbcRequests;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.session.R2dbcSessions;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.staffing.Loads;
import dev.meridian.bookings.staffing.R2dbcLoads;
import dev.meridian.bookings.staffing.StaffChoice;
import dev.meridian.bookings.upkeep.Audits;
import dev.meridian.bookings.upkeep.CalendarChannels;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.bookings.upkeep.R2dbcAudits;
import dev.meridian.bookings.upkeep.R2dbcCalendarChannels;
import dev.meridian.bookings.upkeep.R2dbcCalendarSyncs;
import dev.meridian.bookings.upkeep.R2dbcClashes;
import dev.meridian.scheduling.holiday.PublicHolidays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;

/** The book on Postgres: migrated and seeded when the first of these is there. Settings: {@code meridian.database.*}. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class BookingsConfiguration {

    @Bean
    Requests requests(DatabaseClient database) {
        return new R2dbcRequests(database);
    }

    @Bean
    Bookings bookings(DatabaseClient database) {
        return new R2dbcBookings(database);
    }

    @Bean
    Occupancies occupancies(DatabaseClient database) {
        return new R2dbcOccupancies(database);
    }

    @Bean
    StaffChoice staffChoice(Loads loads, Occupancies occupancies) {
        return new StaffChoice(loads, occupancies);
    }

    @Bean
    Loads loads(DatabaseClient database) {
        return new R2dbcLoads(database);
    }

    @Bean
    Sessions sessions(DatabaseClient database) {
        return new R2dbcSessions(database);
    }

    @Bean
    Outbox outbox(DatabaseClient database) {
        return new R2dbcOutbox(database);
    }

    @Bean
    CalendarSyncs calendarSyncs(DatabaseClient database) {
        return new R2dbcCalendarSyncs(database);
    }

    @Bean
    CalendarChannels calendarChannels(DatabaseClient database) {
        return new R2dbcCalendarChannels(database);
    }

    @Bean
    Clashes clashes(DatabaseClient database) {
        return new R2dbcClashes(database);
    }

    @Bean
    Audits audits(DatabaseClient database) {
        return new R2dbcAudits(database);
    }

    @Bean
    Catalogue catalogue(DatabaseClient database) {
        return new R2dbcCatalogue(database);
    }

    @Bean
    HolidayWarmUp holidayWarmUp() {
        return new HolidayWarmUp(PublicHolidays::warmUp);
    }

    @Bean
    Customers customers(DatabaseClient database, Transactions transactions) {
        return new R2dbcCustomers(database, transactions);
    }

    @Bean
    Profiles profiles(DatabaseClient database) {
        return new R2dbcProfiles(database);
    }

    @Bean
    Erasures erasures(DatabaseClient database) {
        return new R2dbcErasures(database);
    }

    @Bean
    CatalogueEdits catalogueEdits(DatabaseClient database) {
        return new R2dbcCatalogueEdits(database);
    }
}
