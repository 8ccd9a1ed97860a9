/** How clients reach the broker, and the topics that they find there. */
@NullMarked
package dev.meridian.messaging.topic;

import org.jspecify.annotations.NullMarked;
