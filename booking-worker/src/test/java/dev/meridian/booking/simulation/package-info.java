/**
 * The whole write path in one process under a seeded scheduler: production code and a real Postgres between a log that
 * redelivers, a calendar that fails, humans who write into it, and clocks that disagree.
 */
@NullMarked
package dev.meridian.booking.simulation;

import org.jspecify.annotations.NullMarked;
