/** Who is on the line: the zone and the telephone number that count for a request. */
@NullMarked
package dev.meridian.gateway.caller;

import org.jspecify.annotations.NullMarked;
