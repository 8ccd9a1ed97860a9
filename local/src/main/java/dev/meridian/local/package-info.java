/** The whole system in one command: real Kafka, Postgres and registry, the sandbox, and all services in one JVM. */
@NullMarked
package dev.meridian.local;

import org.jspecify.annotations.NullMarked;
