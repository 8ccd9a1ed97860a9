package dev.meridian.faults.report;

import java.util.List;

/** Faults that a run does not inject, and why. */
final class Matrix {

    static final List<String> NOT_RUN = List.of(
            "one-way network partitions and packet loss: need rights over the machine's network",
            "full disks under Postgres or a broker: need a file system of their own",
            "the database's own clock jumping",
            "the database restored to an older state",
            "a quota used up for hours, credentials withdrawn: bookings are parked until a person resumes them",
            "a dead-letter topic that cannot be written",
            "old and new versions side by side");

    private Matrix() {}
}
