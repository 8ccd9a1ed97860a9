package dev.meridian.gateway.api;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.request.IntakeQuestions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.ObjectMapper;

/** The REST side of the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiSettings.class)
@Import({
    AvailabilityController.class,
    BookingsController.class,
    BookingChangesController.class,
    BookingListController.class,
    CustomersController.class,
    HoldsController.class,
    PreviewController.class,
    OpenApiConfiguration.class
})
public class ApiConfiguration {

    @Bean
    ProblemWriter problemWriter(ObjectMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ApiKeyFilter apiKeyFilter(ApiSettings settings, ProblemWriter problems) {
        return new ApiKeyFilter(settings, problems);
    }

    @Bean
    ErrorAnswers errorAnswers(ProblemWriter problems) {
        return new ErrorAnswers(problems);
    }

    @Bean
    InputTimes inputTimes(CallerZones zones) {
        return new InputTimes(zones);
    }

    @Bean
    InputNames inputNames(Catalogue catalogue) {
        return new InputNames(catalogue);
    }

    @Bean
    JsonBody jsonBody(ObjectMapper json) {
        return new JsonBody(json);
    }

    @Bean
    BookingInput bookingInput(JsonBody bodies, InputTimes times, InputNames names, IntakeQuestions questions) {
        return new BookingInput(bodies, times, names, questions);
    }

    @Bean
    SearchInput searchInput(CallerSettings settings) {
        return new SearchInput(settings);
    }

    @Bean
    MeantCustomers meantCustomers(Customers customers) {
        return new MeantCustomers(customers);
    }

    @Bean
    PreferencesInput preferencesInput(JsonBody bodies) {
        return new PreferencesInput(bodies);
    }

    @Bean
    RefusalResponses refusalResponses(CallerSettings settings) {
        return new RefusalResponses(settings);
    }

    @Bean
    BookingResponses bookingResponses(CallerSettings settings, RefusalResponses refusals) {
        return new BookingResponses(settings, refusals);
    }
}
