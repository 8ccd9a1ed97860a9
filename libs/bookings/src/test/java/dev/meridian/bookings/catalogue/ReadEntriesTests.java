package dev.meridian.bookings.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class ReadEntriesTests {

    private final ReadEntries entries = new ReadEntries();

    @Test
    void readsADocumentOnce() {
        assertThat(entries.read(service(15), Service.class)).isSameAs(entries.read(service(15), Service.class));
    }

    @Test
    void readsWhatHasChanged() {
        assertThat(entries.read(service(15), Service.class).intervalMinutes()).isEqualTo(15);
        assertThat(entries.read(service(20), Service.class).intervalMinutes()).isEqualTo(20);
    }

    @Test
    void keepsWhatWasWantedLast() {
        Service wanted = entries.read(service(1), Service.class);
        Service left = entries.read(service(2), Service.class);

        for (int minutes = 3; minutes <= ReadEntries.MOST + 1; minutes++) {
            entries.read(service(minutes), Service.class);
            entries.read(service(1), Service.class);
        }

        assertThat(entries.read(service(1), Service.class)).isSameAs(wanted);
        assertThat(entries.read(service(2), Service.class)).isEqualTo(left).isNotSameAs(left);
    }

    @Test
    void doesNotKeepWhatIsNoEntry() {
        assertThatThrownBy(() -> entries.read("{", Staff.class)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> entries.read("{", Staff.class)).isInstanceOf(JacksonException.class);
    }

    private static String service(int interval) {
        return CatalogueJson.write(Service.standard())
                .replaceFirst("\"interval_minutes\":\\d+", "\"interval_minutes\":" + interval);
    }
}
