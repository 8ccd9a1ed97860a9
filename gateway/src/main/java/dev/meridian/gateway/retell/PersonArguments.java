package dev.meridian.gateway.retell;

import dev.meridian.gateway.argument.Emails;
import dev.meridian.gateway.argument.NameMatch;
import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.spoken.SpokenDurations;
import dev.meridian.scheduling.contact.PhoneNumbers;
import dev.meridian.scheduling.speech.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the arguments that are not times. */
final class PersonArguments {

    private static final int LONGEST_NAME = 200;

    private PersonArguments() {}

    static Heard<String> name(Arguments arguments) {
        Optional<String> whole = arguments.text("name", "full_name", "customer_name", "caller_name");
        Optional<String> name = whole.or(() -> parts(arguments));
        return name.filter(text -> text.length() <= LONGEST_NAME)
                .map(Heard::clear)
                .orElseGet(() -> Heard.ask(Question.about("name", "What name shall I book it under?")));
    }

    private static Optional<String> parts(Arguments arguments) {
        String both = arguments.text("first_name").orElse("") + " "
                + arguments.text("last_name").orElse("");
        return Optional.of(both.strip()).filter(text -> !text.isEmpty());
    }

    /** The number to call back on: as said, else the line's. */
    static Heard<Optional<String>> phone(FunctionCall call) {
        Optional<String> line = Optional.ofNullable(call.conversation().number());
        Optional<String> said = call.arguments().text("phone", "phone_number");
        if (said.isEmpty()) {
            return Heard.clear(line);
        }
        Optional<String> number =
                PhoneNumbers.said(said.get(), line.orElse(null)).or(() -> line);
        return number.isPresent()
                ? Heard.clear(number)
                : Heard.ask(Question.about("phone", "On what number can we reach you?"));
    }

    static Heard<Optional<String>> email(Arguments arguments) {
        Optional<String> said = arguments.text("email", "email_address");
        Optional<String> email = said.flatMap(Emails::read);
        return said.isPresent() && email.isEmpty()
                ? Heard.ask(Question.about("email", "Could you spell your e-mail address for me?"))
                : Heard.clear(email);
    }

    static Heard<List<String>> guests(Arguments arguments) {
        List<String> guests = new ArrayList<>();
        for (String said : arguments.list("guests")) {
            Optional<String> email = Emails.read(said);
            if (email.isEmpty() || guests.size() == Emails.MOST_GUESTS) {
                return Heard.ask(Question.about("guests", "What are the e-mail addresses of the guests?"));
            }
            guests.add(email.get());
        }
        return Heard.clear(guests);
    }

    static Heard<Optional<Integer>> duration(Arguments arguments) {
        Optional<String> said = arguments.text("duration_minutes", "duration");
        Optional<Integer> minutes = said.flatMap(SpokenDurations::minutes);
        return said.isPresent() && minutes.isEmpty()
                ? Heard.ask(Question.about("duration_minutes", "How many minutes shall it take?"))
                : Heard.clear(minutes);
    }

    /** The id that a name stands for. */
    static Heard<Optional<String>> id(String field, NameMatch match) {
        return switch (match) {
            case NameMatch.One one -> Heard.clear(Optional.of(one.id()));
            case NameMatch.Several several -> Heard.ask(which(field, several.names()));
            case NameMatch.Unknown unknown -> Heard.ask(which(field, unknown.names()));
        };
    }

    private static Question which(String field, List<String> names) {
        String what = field.equals("staff") ? "With whom would you like to book" : "Which service would you like";
        List<String> few = names.stream().limit(10).toList();
        return Question.about(field, few.isEmpty() ? what + "?" : what + ": " + Spoken.anyOf(few) + "?", few);
    }
}
