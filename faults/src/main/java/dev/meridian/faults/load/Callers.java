package dev.meridian.faults.load;

import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.process.CalendarServer;
import dev.meridian.faults.process.Catalogue;
import dev.meridian.faults.process.Catalogue.Host;
import dev.meridian.faults.process.Condition;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Callers who want something, say it more than once, fight over slots, hang up, try again on another gateway, and remember
 * every word they were told; and the hosts whom some of them have to ask.
 */
public final class Callers {

    private static final int MOST_AT_ONCE = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Somewhat longer than a request lives. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(75);

    /** How late somebody may come for a seat. */
    private static final Duration LATEST = Duration.ofSeconds(10);

    /** Just before a host's time is over. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(58);

    private final HttpDesk desk;
    private final Partner partner;
    private final CalendarServer calendar;
    private final Journal journal;
    private final long seed;
    private final Set<Command> commands;
    private final Instant firstDay;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger successes = new AtomicInteger();
    private final AtomicInteger contended = new AtomicInteger();
    private final Map<Wish.Id, Wish> open = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private volatile boolean over;

    public Callers(
            List<URI> gateways,
            Partner partner,
            CalendarServer calendar,
            Journal journal,
            Clock clock,
            long seed,
            Set<Command> commands) {
        this.desk = new HttpDesk(gateways, clock);
        this.partner = partner;
        this.calendar = calendar;
        this.journal = journal;
        this.seed = seed;
        this.commands = Set.copyOf(commands);
        this.firstDay = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
    }

    /** How many attempts were made beyond the first for one wish, on purpose. */
    public int duplicates() {
        return duplicates.get();
    }

    /** How many have been told that they are booked. */
    public int successes() {
        return successes.get();
    }

    /** How many wishes had rivals for their slot. */
    public int contended() {
        return contended.get();
    }

    /** Has one wish without rivals, said once over Kafka. */
    public void wish() throws InterruptedException {
        int number = numbers.getAndIncrement();
        Host host = Catalogue.hosts().get(number % Catalogue.hosts().size());
        Wish wish = Wish.book(number, Channel.KAFKA, host.name(), start(host.bufferAfter()), false);
        journal.add(partner.publish(wish));
    }

    /** Comes with so many wishes, evenly spread over the time, and returns when the time is over. */
    public void run(int wishes, Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int asked = 0;
            while (asked < wishes) {
                long due = begin + time.toNanos() / wishes * asked;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                if (System.nanoTime() - begin > time.toNanos()) {
                    break;
                }
                for (Wish wish : next()) {
                    asked++;
                    // When nobody is served the hall fills up, and those who find no room go away.
                    if (room.tryAcquire(begin + time.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        threads.execute(() -> call(wish));
                    }
                }
            }
            TimeUnit.NANOSECONDS.sleep(begin + time.toNanos() - System.nanoTime());
            over = true;
        }
    }

    /** Either one wish, or several for the same slot. */
    private List<Wish> next() {
        int number = numbers.getAndIncrement();
        SplittableRandom random = new SplittableRandom(seed * 31 + number);
        int kind = random.nextInt(100);
        // There are five in a group.
        return kind < 2 ? group(number, random) : kind < 8 ? asking(number, random) : usual(number, random);
    }

    /** Three to seven who want a seat at the same time. */
    private List<Wish> group(int number, SplittableRandom random) {
        Host host = one(Catalogue.groups(), random);
        Wish first = Wish.book(number, channel(random), host.name(), start(host.bufferAfter()), false);
        return rivals(first, random.nextInt(2, 7), random);
    }

    /** One who has to wait for the host's word, or two for the same time; the host may be busy with something else by then. */
    private List<Wish> asking(int number, SplittableRandom random) {
        Host host = one(Catalogue.asked(), random);
        Instant start = start(host.bufferAfter());
        int dice = random.nextInt(10);
        boolean stranger = dice == 0 && stranger(host, start);
        Wish first = Wish.book(number, channel(random), host.name(), start, stranger);
        return dice < 8 ? List.of(first) : rivals(first, 1, random);
    }

    private List<Wish> usual(int number, SplittableRandom random) {
        int dice = random.nextInt(100);
        boolean pooled = random.nextInt(20) == 0;
        Host host = one(Catalogue.hosts(), random);
        Instant start = start(pooled ? 0 : host.bufferAfter());
        String service = pooled ? Catalogue.POOL : host.name();
        if (dice < 3 && !pooled) {
            return List.of(Wish.book(number, Channel.REST, service, start, stranger(host, start)));
        }
        Wish wish = Wish.book(number, channel(random), service, start, false);
        return dice < 12 ? rivals(wish, random.nextInt(1, 4), random) : List.of(wish);
    }

    private List<Wish> rivals(Wish first, int rivals, SplittableRandom random) {
        List<Wish> wishes = new ArrayList<>(List.of(first));
        for (int rival = 0; rival < rivals; rival++) {
            wishes.add(Wish.book(
                    numbers.getAndIncrement(), channel(random), first.service(), first.start(), first.afterStranger()));
        }
        contended.addAndGet(wishes.size());
        return wishes;
    }

    private static Host one(List<Host> hosts, SplittableRandom random) {
        return hosts.get(random.nextInt(hosts.size()));
    }

    private static Channel channel(SplittableRandom random) {
        int dice = random.nextInt(10);
        return dice < 5 ? Channel.REST : dice < 8 ? Channel.RETELL : Channel.KAFKA;
    }

    /** A time that nobody has asked for yet. */
    private Instant start(int bufferAfter) {
        int step = bufferAfter > 0 ? 2 * Catalogue.MINUTES : Catalogue.MINUTES;
        int index = slots.getAndIncrement() / 4;
        return firstDay.plus(Duration.ofMinutes((long) index * step));
    }

    private boolean stranger(Host host, Instant start) {
        try {
            calendar.put(host.calendar(), start, start.plus(Duration.ofMinutes(Catalogue.MINUTES)));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void call(Wish wish) {
        try {
            SplittableRandom random = new SplittableRandom(seed * 17 + wish.number());
            if (wish.isForSeat() && random.nextInt(3) == 0) {
                // Others have a seat by then, or have given theirs up.
                pause(random.nextLong(LATEST.toMillis()));
            }
            Told told = settled(held(wish, random), random);
            if (told != null && told.bookingId() != null && isBooked(wish, told, told.bookingId(), random)) {
                goOn(wish, told.bookingId(), random);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    /** Some keep the slot while they think. Whoever does not get it tries to book all the same. */
    private Wish held(Wish wish, SplittableRandom random) {
        if (!commands.contains(Command.HOLD) || wish.channel() != Channel.REST || random.nextInt(100) >= 15) {
            return wish;
        }
        Told told = attempt(wish.then(Command.HOLD, wish.start(), null, null), random.nextInt(2));
        return told == null || told.holdToken() == null ? wish : wish.with(told.holdToken());
    }

    private boolean isBooked(Wish wish, Told told, UUID booking, SplittableRandom random) throws InterruptedException {
        return told.said() == Said.BOOKED || (told.said() == Said.REQUESTED && isAccepted(wish, booking, random));
    }

    /** Has the host decide, or forget it. Whether somebody was told that the booking stands. */
    private boolean isAccepted(Wish wish, UUID booking, SplittableRandom random) throws InterruptedException {
        List<Wish> words = words(wish, booking, random);
        // Some decide when the time is all but over.
        pause(random.nextInt(12) == 0 ? LAST_MOMENT.toMillis() + random.nextLong(4_000) : random.nextLong(2_000));
        if (over) {
            return false;
        }
        AtomicBoolean accepted = new AtomicBoolean();
        List<Thread> speakers = new ArrayList<>();
        for (Wish word : words) {
            SplittableRandom own = random.split();
            speakers.add(Thread.startVirtualThread(() -> {
                if (isToldBooked(word, own)) {
                    accepted.set(true);
                }
            }));
        }
        for (Thread speaker : speakers) {
            speaker.join();
        }
        return accepted.get();
    }

    private boolean isToldBooked(Wish wish, SplittableRandom random) {
        try {
            Told told = settled(wish, random);
            return told != null && told.said() == Said.BOOKED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is said at once of a booking that waits: by the host, by two of his people, by him and the customer, or by nobody. */
    private List<Wish> words(Wish wish, UUID booking, SplittableRandom random) {
        Wish accept = wish.then(Command.ACCEPT, wish.start(), booking, null);
        Wish decline = wish.then(Command.DECLINE, wish.start(), booking, null);
        Wish cancel = wish.then(Command.CANCEL, wish.start(), booking, null);
        List<Wish> words = switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> List.of(accept);
            case 4 -> List.of(decline);
            case 5 -> List.of(accept, decline);
            case 6 -> List.of(accept, accept.byAnother());
            case 7 -> List.of(accept, cancel);
            default -> List.of();
        };
        return words.stream().filter(word -> commands.contains(word.command())).toList();
    }

    private void pause(long millis) throws InterruptedException {
        Condition.within(Duration.ofMillis(millis), () -> over);
    }

    /** Somebody who is booked may move, and may cancel. */
    private void goOn(Wish wish, UUID booking, SplittableRandom random) throws InterruptedException {
        if (commands.contains(Command.MOVE) && random.nextInt(100) < 20) {
            settled(wish.then(Command.MOVE, wish.start().plus(Duration.ofDays(40)), booking, null), random);
        }
        if (commands.contains(Command.CANCEL) && random.nextInt(100) < (wish.isForSeat() ? 40 : 20)) {
            settled(wish.then(Command.CANCEL, wish.start(), booking, null), random);
        }
    }

    /** Says it, sometimes twice at once, sometimes hanging up, until there is an answer; null if the run or their patience is over before. */
    private @Nullable Told settled(Wish wish, SplittableRandom random) throws InterruptedException {
        open.put(wish.id(), wish);
        int gateway = random.nextInt(2);
        boolean twice = random.nextInt(100) < 35;
        Thread twin = null;
        if (twice && random.nextBoolean()) {
            duplicates.incrementAndGet();
            twin = Thread.startVirtualThread(() -> attempt(wish, gateway + 1));
        }
        if (wish.channel() != Channel.KAFKA && random.nextInt(100) < 5) {
            journal.add(desk.ask(wish, gateway, Duration.ofMillis(random.nextInt(5, 200))));
        }
        Told told = again(wish, gateway, random);
        if (twin != null) {
            twin.join();
        } else if (twice) {
            duplicates.incrementAndGet();
            attempt(wish, gateway + 1);
        }
        return told;
    }

    private @Nullable Told again(Wish wish, int first, SplittableRandom random) throws InterruptedException {
        long begin = System.nanoTime();
        for (int n = 0; !over && !hangsUp(wish, begin); n++) {
            Told told = attempt(wish, first + n);
            if (told != null && isEnough(told)) {
                open.remove(wish.id());
                return told;
            }
            long bound = Math.min(LONGEST_PAUSE.toMillis(), 400L << Math.min(n, 5));
            Thread.sleep(random.nextLong(bound / 2, bound));
        }
        return null;
    }

    /** The voice has no word for a request that ran out, so who is on the line would ask for ever. They call again in the end. */
    private static boolean hangsUp(Wish wish, long begin) {
        return wish.channel() == Channel.RETELL && System.nanoTime() - begin > LONGEST_CALL.toNanos();
    }

    private static boolean isEnough(Told told) {
        return told.said().definite() || told.said() == Said.ACCEPTED;
    }

    private @Nullable Told attempt(Wish wish, int gateway) {
        try {
            Told told = wish.channel() == Channel.KAFKA ? partner.publish(wish) : desk.ask(wish, gateway);
            journal.add(told);
            if (told.said() == Said.BOOKED) {
                successes.incrementAndGet();
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * After the faults: everybody who is still without an answer asks again, for so long. Returns who got none.
     *
     * @param expired whether a request is known to have run out, for which the voice has no word of its own
     */
    public List<Wish> settle(Duration patience, Predicate<Wish.Id> expired) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (int round = 0; !open.isEmpty() && System.nanoTime() - end < 0; round++) {
            int gateway = round;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Wish wish : List.copyOf(open.values())) {
                    room.acquire();
                    threads.execute(() -> settle(wish, gateway, expired));
                }
            }
        }
        return List.copyOf(open.values());
    }

    private void settle(Wish wish, int gateway, Predicate<Wish.Id> expired) {
        try {
            Told told = attempt(wish, gateway);
            if (told != null && (isEnough(told) || saysNothingOf(wish, expired))) {
                open.remove(wish.id());
            }
        } finally {
            room.release();
        }
    }

    private static boolean saysNothingOf(Wish wish, Predicate<Wish.Id> expired) {
        return wish.channel() == Channel.RETELL && expired.test(wish.id());
    }
}
