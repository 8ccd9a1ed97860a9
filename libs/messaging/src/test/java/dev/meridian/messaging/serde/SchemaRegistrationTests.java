package dev.meridian.messaging.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.messaging.SerdeFixture;
import dev.meridian.schema.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTests {

    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaRegistration registration = new SchemaRegistration(SerdeFixture.confluentApi(registry.url()));

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void registersEachRecordUnderTopicAndFullName() {
        registration.register(List.of(Topics.REPLIES));
        assertThat(registry.subjects())
                .containsExactly(
                        "replies.v1-dev.meridian.schema.availability.AvailabilityReply",
                        "replies.v1-dev.meridian.schema.booking.BookingReply");
        assertThat(registry.calls)
                .contains("PUT /apis/ccompat/v7/config/replies.v1-dev.meridian.schema.booking.BookingReply");
    }

    @Test
    void leavesWhatIsRegistered() {
        registration.register(Topics.ALL);
        registry.calls.clear();
        registration.register(Topics.ALL);
        assertThat(registry.calls).noneMatch(call -> call.endsWith("/versions"));
    }

    @Test
    void saysWhichSchemaIsIncompatible() {
        registry.refused.add("call.events.v1-dev.meridian.schema.call.CallEvent");
        assertThatThrownBy(() -> registration.register(Topics.ALL))
                .isInstanceOf(SchemaRegistration.Incompatible.class)
                .hasMessageContaining("call.events.v1-dev.meridian.schema.call.CallEvent")
                .hasMessageContaining("a new record on a new topic");
    }

    @Test
    void saysThatTheRegistryDoesNotAnswer() {
        registry.close();
        assertThatThrownBy(() -> registration.register(Topics.ALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("MERIDIAN_REGISTRY_URL");
        assertThatCode(registry::close).doesNotThrowAnyException();
    }
}
