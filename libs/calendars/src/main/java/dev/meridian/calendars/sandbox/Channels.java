package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The push channels of all calendars. */
final class Channels implements AutoCloseable {

    private final Map<String, Messenger> messengers = new ConcurrentHashMap<>();
    private final PushClient client = new PushClient();
    private final String rootUrl;
    private final Clock clock;
    private final Consumer<Channel> journal;

    Channels(String rootUrl, Clock clock, Consumer<Channel> journal) {
        this.rootUrl = rootUrl;
        this.clock = clock;
        this.journal = journal;
    }

    /** Opens a channel; its address is told that it works. */
    Channel open(String calendarId, JsonObject body) {
        var channel = Channel.of(body, calendarId, resourceUri(calendarId), clock);
        var messenger = new Messenger(channel, client);
        if (messengers.putIfAbsent(channel.id(), messenger) != null) {
            throw Refusal.of(400, "channelIdNotUnique", "Channel id " + channel.id() + " not unique");
        }
        journal.accept(channel);
        messenger.opened();
        return channel;
    }

    /** A channel as it was kept. */
    void restore(String calendarId, JsonObject line) {
        var channel = Channel.ofLine(calendarId, resourceUri(calendarId), line);
        messengers.put(channel.id(), new Messenger(channel, client));
    }

    /** The channels that have not ended. */
    List<Channel> open() {
        forgetEnded();
        return messengers.values().stream().map(Messenger::channel).toList();
    }

    /** Something in a calendar has changed. */
    void changed(String calendarId) {
        forgetEnded();
        for (var messenger : messengers.values()) {
            if (messenger.channel().calendarId().equals(calendarId)) {
                messenger.changed();
            }
        }
    }

    void closeAllBut(Set<String> calendarIds) {
        messengers.values().removeIf(m -> !calendarIds.contains(m.channel().calendarId()));
    }

    private void forgetEnded() {
        var now = clock.instant();
        messengers.values().removeIf(m -> !m.channel().until().isAfter(now));
    }

    private String resourceUri(String calendarId) {
        return rootUrl + "calendar/v3/calendars/" + URLEncoder.encode(calendarId, StandardCharsets.UTF_8)
                + "/events?alt=json";
    }

    @Override
    public void close() {
        client.close();
    }
}
