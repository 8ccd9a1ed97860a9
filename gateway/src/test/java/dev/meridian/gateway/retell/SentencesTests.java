package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.Slot;
import dev.meridian.gateway.spoken.DateReading;
import dev.meridian.gateway.spoken.SpokenDates;
import dev.meridian.gateway.view.Phrases;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is said can be said: it is short and has nothing in it that only a machine reads. */
class SentencesTests {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final List<Slot> SLOTS = List.of(Offers.MONDAY_9, Offers.MONDAY_10, Offers.TUESDAY_9);
    private static final List<String> REASONS = List.of(
            "past",
            "notice",
            "beyond_window",
            "closed",
            "off_grid",
            "duration",
            "cancelled",
            "max_per_day",
            "reschedule_notice",
            "cancel_notice",
            "in_progress",
            "version",
            "awaiting_host",
            "something new");

    static Stream<String> sentences() {
        List<String> all = new ArrayList<>();
        for (String reason : REASONS) {
            all.add(Phrases.notAllowed(reason, SLOTS, PACIFIC));
            all.add(Phrases.notAllowed(reason, List.of(), PACIFIC));
            all.add(Phrases.notMoved("your appointment", reason, true, SLOTS, PACIFIC));
            all.add(Phrases.notMoved("your appointment", reason, false, List.of(), PACIFIC));
            all.add(Phrases.notCancelled("your appointment", reason));
        }
        all.add(Phrases.taken(SLOTS, PACIFIC));
        all.add(Phrases.taken(List.of(), PACIFIC));
        all.add(Phrases.NOTHING_FOUND);
        for (int count = 1; count <= 4; count++) {
            all.add(Phrases.found(Stream.iterate(Offers.MONDAY_9.start(), at -> at.plus(Duration.ofDays(1)))
                    .limit(count)
                    .map(at -> FakeParts.booked(at.toString(), PACIFIC, "+12137771234", "call_1"))
                    .toList()));
        }
        for (String field : List.of(
                "fromDate",
                "toDate",
                "date",
                "start",
                "durationMinutes",
                "staff",
                "service",
                "timeZone",
                "customer.name",
                "customer.phone",
                "customer.email",
                "guests",
                "notes",
                "partOfDay")) {
            all.add(Questions.invalid(field).message());
        }
        all.add(Questions.length(List.of(60)).message());
        all.add(Questions.length(List.of(30, 60, 90)).message());
        all.add(Questions.otherStaff(List.of("Amy", "Ravi Rao")).message());
        DateQuestions questions = new DateQuestions("date", TODAY);
        for (String said : List.of("Friday", "Tuesday, November 23", "February 30", "February 29, 2027", "soon")) {
            if (questions.clear(SpokenDates.read(said, TODAY, true)) instanceof Heard.Unclear<DateReading> unclear) {
                all.add(unclear.question().message());
            }
        }
        all.add(questions.past(new DateReading.Day(TODAY.minusYears(1), true)).message());
        all.add(questions.past(new DateReading.Day(TODAY.minusDays(1), false)).message());
        all.add(questions.oneOf(new DateReading.Range(TODAY, TODAY.plusDays(2))).message());
        all.add(questions
                .oneOf(new DateReading.Range(TODAY, TODAY.plusDays(20)))
                .message());
        all.add(Answer.Plain.unavailable().message());
        all.add(Answer.Plain.tooBusy().message());
        return all.stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void canBeSaidAsItStands(String sentence) {
        assertThat(sentence)
                .hasSizeBetween(10, 220)
                .matches("(?s)[A-Z].*[.?]")
                .doesNotContainPattern("\\d{4}-\\d{2}|:00|_|\\bnull\\b|[{}\\[\\]]|  ")
                .doesNotContain("Asia/", "America/");
        assertThat(sentence.split("[.?](?: |$)")).hasSizeLessThanOrEqualTo(2);
        assertThat(sentence.split("Pacific Time", -1)).hasSizeLessThanOrEqualTo(2);
    }
}
