/** What another service needs to book through Kafka: to be read and copied. It uses nothing of Meridian. */
@NullMarked
package dev.meridian.example;

import org.jspecify.annotations.NullMarked;
