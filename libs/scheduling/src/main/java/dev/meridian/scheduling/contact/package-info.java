/** How people are reached, in the one spelling that tells one person from another. */
@NullMarked
package dev.meridian.scheduling.contact;

import org.jspecify.annotations.NullMarked;
